"""Deletes what has been kept long enough, a slice at a time."""

from datetime import datetime

from django.db.models import Model, QuerySet

from notifications.models import Digest, Notification


def forget(*, kind: str, before: datetime, limit: int) -> int:
    """Delete at most limit of the notifications of a kind that were due before the moment.

    For a package whose news must not stay as long as others do. Returns how many rows went.
    """
    return remove(Notification.objects.filter(kind=kind, due_at__lt=before), limit)


def remove(rows: QuerySet[Notification] | QuerySet[Digest], limit: int) -> int:
    """Delete at most limit of the rows, deliveries with them; return how many rows went."""
    model: type[Model] = rows.model
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
    model._default_manager.filter(pk__in=ids).delete()
    return len(ids)
