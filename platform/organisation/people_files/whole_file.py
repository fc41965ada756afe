"""What can only be seen across rows: one person twice, one number twice, a circle of managers."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from organisation.people_files.directory import Directory
from organisation.people_files.plan import Outcome, Problem, RowPlan


def check_whole_file(plans: Sequence[RowPlan], directory: Directory) -> list[RowPlan]:
    """Return the plans again; those that another row contradicts have become errors."""
    checked = _refuse_repeated_people(plans)
    checked = _refuse_repeated_numbers(checked, directory)
    checked = _refuse_unknown_managers(checked, directory)
    return _refuse_circles(checked, directory)


def _refused(plan: RowPlan, column: str, reason: str) -> RowPlan:
    problems = (*plan.problems, Problem(column, reason))
    return replace(plan, outcome=Outcome.ERROR, problems=problems, target=None, changes=())


def _refuse_repeated_people(plans: Sequence[RowPlan]) -> list[RowPlan]:
    first_lines: dict[str, int] = {}
    checked = []
    for plan in plans:
        first = first_lines.setdefault(plan.email, plan.line) if plan.email else plan.line
        if first != plan.line:
            reason = _("The same person is on line %(line)d already.") % {"line": first}
            plan = _refused(plan, "email", reason)  # noqa: PLW2901 -- the row, refused
        checked.append(plan)
    return checked


def _refuse_repeated_numbers(plans: Sequence[RowPlan], directory: Directory) -> list[RowPlan]:
    holders = {known.service_number: known.email for known in directory.people.values()}
    leaving = {plan.email: plan.day for plan in plans if plan.outcome is Outcome.LEAVER}
    renumbered = {
        plan.email: plan.target.service_number for plan in plans if plan.target is not None
    }
    first_lines: dict[str, int] = {}
    checked = []
    for plan in plans:
        reason = ""
        if plan.target is not None:
            number = plan.target.service_number
            holder = holders.get(number, plan.email)
            gone = leaving.get(holder)
            frees_it = renumbered.get(holder, number) != number or (
                gone is not None and gone <= plan.target.day
            )
            if holder != plan.email and not frees_it:
                reason = _("Somebody else in the force has this number.")
            elif first_lines.setdefault(number, plan.line) != plan.line:
                reason = _("Line %(line)d has the same number.") % {"line": first_lines[number]}
        checked.append(_refused(plan, "service_number", reason) if reason else plan)
    return checked


def _refuse_unknown_managers(plans: Sequence[RowPlan], directory: Directory) -> list[RowPlan]:
    """A line manager works in the force once the file is in: neither leaving nor unknown."""
    leaving = {plan.email for plan in plans if plan.outcome is Outcome.LEAVER}
    joining = {plan.email for plan in plans if plan.outcome is Outcome.JOINER}
    there = (set(directory.people) | joining) - leaving
    checked = []
    for plan in plans:
        manager = plan.target.line_manager if plan.target else ""
        kept = directory.people.get(plan.email)
        is_new = bool(manager) and (kept is None or kept.line_manager != manager)
        if is_new and manager not in there:
            reason = _("The line manager is neither in the force nor joining by this file.")
            checked.append(_refused(plan, "line_manager_email", reason))
        else:
            checked.append(plan)
    return checked


def _refuse_circles(plans: Sequence[RowPlan], directory: Directory) -> list[RowPlan]:
    managers = {email: known.line_manager for email, known in directory.people.items()}
    managers |= {plan.email: plan.target.line_manager for plan in plans if plan.target}
    reason = _("The line of managers would lead back to this person.")
    return [
        _refused(plan, "line_manager_email", reason)
        if plan.target is not None and _leads_back(plan.email, managers)
        else plan
        for plan in plans
    ]


def _leads_back(email: str, managers: dict[str, str]) -> bool:
    """Whether the chain of managers above a person comes back to the person."""
    seen: set[str] = set()
    above = managers.get(email, "")
    while above and above not in seen:
        if above == email:
            return True
        seen.add(above)
        above = managers.get(above, "")
    return False
