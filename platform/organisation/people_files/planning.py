"""Works out what each row of a file would do to a force; pure, so the dry run cannot write."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from organisation.people_files.cells import Cells
from organisation.people_files.directory import Directory, KnownPerson
from organisation.people_files.plan import Change, Outcome, RowPlan, Target
from organisation.people_files.reading import FileRow
from organisation.people_files.whole_file import check_whole_file

NEEDED_TO_JOIN = (
    "first_name",
    "last_name",
    "service_number",
    "rank",
    "rasso_role",
    "place",
    "started_on",
)


def plan_file(rows: Iterable[FileRow], directory: Directory) -> tuple[RowPlan, ...]:
    """Return one plan a row, in the order of the file."""
    plans = [plan_row(row, directory) for row in rows]
    return tuple(check_whole_file(plans, directory))


def plan_row(row: FileRow, directory: Directory) -> RowPlan:
    """Return what the row would do, as far as it can be told without the other rows."""
    cells = Cells(row.values, directory)
    email = cells.email("email")
    if not cells.text("email"):
        cells.refuse("email", _("Enter an email address."))
    known = directory.people.get(email)
    # Every cell is read whatever else is wrong, so that one upload names all that is to mend.
    target = _target(email, cells, known, directory.today)
    cells.day("ended_on")
    action = cells.action() or _inferred(cells, known)
    plan = RowPlan(line=row.line, email=email, outcome=Outcome.ERROR)
    if email and not cells.problems:
        plan = _PLANNERS[action](plan, cells, directory, known, target)
    if cells.problems:
        return replace(
            plan, outcome=Outcome.ERROR, problems=tuple(cells.problems), target=None, changes=()
        )
    return plan


def _inferred(cells: Cells, known: KnownPerson | None) -> str:
    if cells.text("ended_on"):
        return "leaver"
    return "mover" if known else "joiner"


def _plan_joiner(
    plan: RowPlan, cells: Cells, directory: Directory, known: KnownPerson | None, target: Target
) -> RowPlan:
    if known is not None:
        cells.refuse("action", _("This person works in the force already."))
    elif plan.email in directory.closed:
        cells.refuse("email", _("This address cannot be used."))
    for column in NEEDED_TO_JOIN:
        if not cells.text(column):
            cells.refuse(column, _("Needed for a joiner."))
    if cells.text("ended_on"):
        cells.refuse("ended_on", _("A joiner has no last day yet."))
    return replace(plan, outcome=Outcome.JOINER, target=target, day=target.day)


def _plan_mover(
    plan: RowPlan, cells: Cells, directory: Directory, known: KnownPerson | None, target: Target
) -> RowPlan:
    if known is None:
        cells.refuse("email", _("Nobody with this address works in the force."))
        return plan
    changes = _changes(known, target, directory)
    if not changes:
        return replace(plan, outcome=Outcome.UNCHANGED)
    _require_changeable(cells, known, target.day)
    return replace(plan, outcome=Outcome.MOVER, changes=changes, target=target, day=target.day)


def _plan_leaver(
    plan: RowPlan, cells: Cells, directory: Directory, known: KnownPerson | None, target: Target
) -> RowPlan:
    day = cells.day("ended_on")
    if known is None:
        cells.refuse("email", _("Nobody with this address works in the force."))
        return plan
    if not cells.text("ended_on"):
        cells.refuse("ended_on", _("Needed for a leaver."))
    if plan.email == directory.actor:
        cells.refuse("email", _("Ask another administrator to end your own post."))
    if known.is_planned:
        cells.refuse("email", _("Another change is planned for this person already."))
    if day is not None and day <= known.started_on:
        cells.refuse("ended_on", _("It must come after the day on which the post began."))
    return replace(plan, outcome=Outcome.LEAVER, day=day)


_PLANNERS = {"joiner": _plan_joiner, "mover": _plan_mover, "leaver": _plan_leaver}


def _target(email: str, cells: Cells, known: KnownPerson | None, today: date) -> Target:
    """Return the person as the row would have them; an empty cell leaves things as they are."""
    return Target(
        email=email,
        first_name=cells.text("first_name") or (known.first_name if known else ""),
        last_name=cells.text("last_name") or (known.last_name if known else ""),
        place_id=cells.place() or (known.place_id if known else 0),
        rank_id=cells.rank() or (known.rank_id if known else 0),
        rasso_role=cells.rasso_role() or (known.rasso_role if known else ""),
        service_number=cells.service_number() or (known.service_number if known else ""),
        line_manager=cells.email("line_manager_email") or (known.line_manager if known else ""),
        day=cells.day("started_on") or today,
    )


def _require_changeable(cells: Cells, known: KnownPerson, day: date) -> None:
    if known.is_planned:
        cells.refuse("email", _("Another change is planned for this person already."))
    if day < known.started_on:
        cells.refuse("started_on", _("It is before the person’s present post began."))


def _changes(known: KnownPerson, target: Target, directory: Directory) -> tuple[Change, ...]:
    places, ranks = directory.place_names, directory.rank_names
    roles = directory.rasso_role_names
    pairs = (
        ("first_name", known.first_name, target.first_name),
        ("last_name", known.last_name, target.last_name),
        ("service_number", known.service_number, target.service_number),
        ("rank", ranks.get(known.rank_id, ""), ranks.get(target.rank_id, "")),
        ("rasso_role", roles.get(known.rasso_role, ""), roles.get(target.rasso_role, "")),
        ("place", places.get(known.place_id, ""), places.get(target.place_id, "")),
        ("line_manager_email", known.line_manager, target.line_manager),
    )
    moved = known.place_id != target.place_id
    return tuple(
        Change(column, before, after)
        for column, before, after in pairs
        if before != after or (column == "place" and moved)
    )
