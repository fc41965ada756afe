"""What was published, as the tests compare it."""

from django.db import connection

from disclosure.models import AuditRecord, Closing, FrozenPlace, PublishedCell

CELL_FIELDS = (
    *("measure", "role", "place__slug", "mean", "end", "low", "high"),
    *("people", "response", "bands"),
)


def published() -> list[tuple[object, ...]]:
    """Return every figure, in order."""
    return list(PublishedCell.objects.order_by("pk").values_list("pk", *CELL_FIELDS))


def all_rows() -> set[str]:
    """Return everything that was published, byte by byte, with tree and sealed record."""
    models = (PublishedCell, FrozenPlace, AuditRecord, Closing)
    with connection.cursor() as cursor:
        rows = []
        for model in models:
            cursor.execute(f"SELECT row::text FROM {model._meta.db_table} row")  # noqa: S608 -- ours
            rows.extend(cursor.fetchall())
    return {text for (text,) in rows}
