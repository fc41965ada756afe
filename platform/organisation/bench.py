"""Measures the import of people: how long reading, checking and applying a file takes."""

from collections.abc import Callable, Mapping
from io import BytesIO
from time import perf_counter, process_time
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook

from accounts.models import User
from organisation.models import ImportRun, Node, NodeKind, Rank, RassoRole, Role
from organisation.people_files.columns import NAMES
from organisation.services.membership import Post, join_force
from organisation.services.people_import import apply_people, upload_people, work_on
from organisation.services.reference_data import load_reference_data
from organisation.services.roles import appoint
from organisation.services.tree import add_place

DEFAULT_ROWS = 10_000


class _UndoError(Exception):
    """Leaves the database as it was."""


# The command hands over its own untyped options.
def run(options: Mapping[str, Any]) -> None:
    """Import a file of joiners, then the same people as movers and as leavers; undo all of it."""
    for rows in options.get("people") or [DEFAULT_ROWS]:
        try:
            with transaction.atomic():
                _measure(rows)
                raise _UndoError
        except _UndoError:
            continue


def _measure(rows: int) -> None:
    load_reference_data()
    force, admin = _force_with_administrator()
    today = timezone.localdate().isoformat()
    team = f"{force.slug}-bench-one"
    joiners = [
        [
            f"p{n}@bench.example",
            "Ann",
            "Cole",
            f"B{n}",
            "DC",
            "solo",
            team,
            _manager(n),
            "",
            today,
            "",
        ]
        for n in range(rows)
    ]
    movers = [
        [row[0], "", "", "", "DS", "", f"{force.slug}-bench-two", "", "", "", ""] for row in joiners
    ]
    csv, xlsx = _csv(joiners), _xlsx(movers)
    _report("joiners, CSV", rows, lambda: _import(admin, force, csv))
    _report("movers, XLSX", rows, lambda: _import(admin, force, xlsx))


def _manager(number: int) -> str:
    return f"p{number // 10}@bench.example" if number else ""


def _force_with_administrator() -> tuple[Node, User]:
    force = Node.objects.filter(kind=NodeKind.FORCE).order_by("-path")[0]
    unit = add_place(parent=force, name="Bench", opened_on=force.opened_on, actor=None)
    for name in ("One", "Two"):
        add_place(parent=unit, name=name, opened_on=force.opened_on, actor=None)
    admin = User.objects.create_user("admin@bench.example", None, first_name="A", last_name="B")
    post = Post(unit, Rank.objects.get(short="PSM"), RassoRole.OTHER, "BENCH")
    join_force(actor=None, person=admin, post=post, started_on=force.opened_on)
    appoint(person=admin, role=Role.FORCE_ADMIN, scope=force, starts_on=force.opened_on)
    return force, admin


def _import(admin: User, force: Node, content: bytes) -> None:
    upload = upload_people(actor=admin, force=force, content=content)
    work_on(run_id=upload.pk)
    apply_people(actor=admin, run=upload)
    work_on(run_id=upload.pk)
    upload.refresh_from_db()
    if upload.state != ImportRun.State.APPLIED:
        raise RuntimeError(upload.message)


def _report(what: str, rows: int, act: Callable[[], None]) -> None:
    with CaptureQueriesContext(connection) as queries:
        started, used = perf_counter(), process_time()
        act()
        seconds, own = perf_counter() - started, process_time() - used
    print(  # noqa: T201 -- a benchmark speaks to whoever runs it
        f"{what}: {rows:,} rows in {seconds:.1f} s ({own:.1f} s of our own CPU), "
        f"{len(queries)} queries"
    )


def _csv(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(row) for row in [list(NAMES), *rows]).encode()


def _xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    for row in [list(NAMES), *rows]:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
