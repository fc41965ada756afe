"""Tells people what is due soon and what is overdue; once for each module and date."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from learning.changes import Reopened
from learning.due_dates import DUE_SOON as SOON
from learning.notification_kinds import DUE_SOON, OVERDUE
from learning.requirements import Requirement, required_by
from learning.selectors.changes import reopened_modules, versions_of_modules
from learning.selectors.people import (
    completed_modules,
    modules_readable_in_post,
    post_of,
    requirements_in_force,
)
from learning.standing import NOTHING, ModuleFacts
from notifications.services import notify
from organisation.models import Membership, RassoRole

BATCH = 500
# Who was missed (a worker that stood still, a long leave) is told later; nobody is told for ever.
TELL_FOR = timedelta(days=30)


def remind_of_due_learning(*, on: date) -> int:
    """Put every reminder of the day into the outbox; again on the same day adds none.

    Returns how many people and modules are due or overdue, told before or now.
    """
    requirements = requirements_in_force(on)
    if not requirements and not versions_of_modules().exists():
        return 0
    # A reminder names the module, so it goes only to those who may know of it.
    modules = {role: modules_readable_in_post(role) for role in RassoRole.values}
    told = 0
    for posts in posts_in_batches(on):
        told += _remind_batch(posts, requirements, modules, on)
    return told


def posts_in_batches(on: date) -> Iterator[list[Membership]]:
    """Return the posts of the day, some hundreds at a time, with person and place."""
    last = 0
    posts = (
        Membership.objects.current(on)
        .filter(person__is_active=True)
        .select_related("person", "node")
        .order_by("pk")
    )
    while batch := list(posts.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


@transaction.atomic
def _remind_batch(
    posts: list[Membership],
    requirements: list[Requirement],
    modules: Mapping[str, Mapping[int, ModuleFacts]],
    on: date,
) -> int:
    people = [post.person_id for post in posts]
    completed, reopened = completed_modules(people), reopened_modules(people, on)
    told = 0
    for post in posts:
        readable = modules[post.rasso_role]
        done, again = completed.get(post.person_id, {}), reopened.get(post.person_id, NOTHING)
        for module, (due_on, soon) in _due(required_by(requirements, post_of(post)), done, again):
            kind = reminder_kind(due_on, on, soon)
            if kind and module in readable:
                _tell(post.person, readable[module], kind, due_on)
                told += 1
    return told


def _due(
    required: Mapping[int, date], done: Mapping[int, date], again: Mapping[int, Reopened]
) -> Iterator[tuple[int, tuple[date, timedelta]]]:
    """Each module that is due with its date, and how long before that there is a reminder."""
    for module, due_on in required.items():
        if module not in done:
            yield module, (due_on, SOON)
    for module, reopened in again.items():
        yield module, (reopened.due_on, reopened.remind_within)


def reminder_kind(due_on: date, on: date, soon: timedelta = SOON) -> str | None:
    """Return what there is to tell about a date on this day, if anything."""
    if on - TELL_FOR <= due_on < on:
        return OVERDUE
    if on <= due_on <= on + soon:
        return DUE_SOON
    return None


def _tell(person: User, module: ModuleFacts, kind: str, due_on: date) -> None:
    notify(
        recipient=person,
        kind=kind,
        subject_key=f"{module.slug}:{due_on.isoformat()}",
        url=reverse("learning:module", args=[module.slug]),
        params={"due_on": date_format(due_on, "j F Y")},
    )
