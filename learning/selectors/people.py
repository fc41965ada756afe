"""What the lists of learning are made from, for one person or for many, in a fixed number of
queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Max, QuerySet

from accounts.models import User
from cms.models import Marking
from cms.readership import Reader
from cms.selectors import reader_in_post, reader_of
from learning.models import Assignment, Completion, ModulePage, ModuleProgress
from learning.requirements import Post, Requirement
from learning.standing import ModuleFacts
from organisation.models import Membership


def modules_readable_by(user: User) -> dict[int, ModuleFacts]:
    """Return the live modules that the person may know of, by id."""
    return _modules_visible_to(reader_of(user))


def modules_readable_in_post(rasso_role: str) -> dict[int, ModuleFacts]:
    """Return the live modules that everyone in such a post may know of, by id."""
    return _modules_visible_to(reader_in_post(rasso_role))


def _modules_visible_to(reader: Reader) -> dict[int, ModuleFacts]:
    return _facts_of(ModulePage.objects.visible_to(reader))


def _facts_of(modules: QuerySet[ModulePage]) -> dict[int, ModuleFacts]:
    rows = modules.values_list("pk", "title", "slug", "marking")
    return {
        pk: ModuleFacts(title, slug, is_sensitive=marking == Marking.OFFICIAL_SENSITIVE)
        for pk, title, slug, marking in rows
    }


def requirements_in_force(on: date) -> list[Requirement]:
    """Return every assignment that holds on the day."""
    rows = Assignment.objects.in_force(on).values_list(
        "module_id", "audience_role", "node__path", "starts_on", "due_days", "due_on"
    )
    return [
        Requirement(module, role, path or "", starts_on, due_days, due_on)
        for module, role, path, starts_on, due_days, due_on in rows
    ]


def post_of(membership: Membership) -> Post:
    """Return what a requirement needs to know of a membership."""
    return Post(
        rasso_role=membership.rasso_role,
        node_path=membership.node.path,
        joined_on=membership.started_on,
    )


def started_modules(people: Iterable[int]) -> dict[int, set[int]]:
    """Return the modules that each person has opened."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = ModuleProgress.objects.filter(person__in=people).values_list("person_id", "module_id")
    for person, module in rows:
        found[person].add(module)
    return found


def completed_modules(people: Iterable[int]) -> dict[int, dict[int, date]]:
    """Return when each person last completed each module."""
    found: dict[int, dict[int, date]] = defaultdict(dict)
    rows = (
        Completion.objects.filter(person__in=people)
        .values("person_id", "module_id")
        .annotate(last=Max("completed_on"))
        .values_list("person_id", "module_id", "last")
    )
    for person, module, last in rows:
        if person is not None:
            found[person][module] = last
    return found
