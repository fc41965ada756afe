"""Tells people what is due soon and what is overdue; once for each module and date."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator

from accounts.models import User
from learning.due_dates import DUE_SOON as SOON
from learning.notification_kinds import DUE_SOON, OVERDUE
from learning.requirements import Requirement, required_by
from learning.selectors.people import (
    completed_modules,
    modules_readable_in_post,
    post_of,
    requirements_in_force,
)
from learning.standing import ModuleFacts
from notifications.services import notify
from organisation.models import Membership, RassoRole

BATCH = 500
# What an outbox row takes for one word of its text.
LONGEST_PARAM = 200
# Who was missed (a worker that stood still, a long leave) is told later; nobody is told for ever.
TELL_FOR = timedelta(days=30)


def remind_of_due_learning(*, on: date) -> int:
    """Put every reminder of the day into the outbox; again on the same day adds none.

    Returns how many people and modules are due or overdue, told before or now.
    """
    requirements = requirements_in_force(on)
    if not requirements:
        return 0
    # A reminder names the module, so it goes only to those who may know of it.
    modules = {role: modules_readable_in_post(role) for role in RassoRole.values}
    told = 0
    for posts in _posts_in_batches(on):
        told += _remind_batch(posts, requirements, modules, on)
    return told


def _posts_in_batches(on: date) -> Iterator[list[Membership]]:
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
    completed = completed_modules(post.person_id for post in posts)
    told = 0
    for post in posts:
        due, readable = required_by(requirements, post_of(post)), modules[post.rasso_role]
        for module_id in due.keys() - completed.get(post.person_id, {}).keys():
            kind = reminder_kind(due[module_id], on)
            if kind and module_id in readable:
                _tell(post.person, readable[module_id], kind, due[module_id])
                told += 1
    return told


def reminder_kind(due_on: date, on: date) -> str | None:
    """Return what there is to tell about a date on this day, if anything."""
    if on - TELL_FOR <= due_on < on:
        return OVERDUE
    if on <= due_on <= on + SOON:
        return DUE_SOON
    return None


def _tell(person: User, module: ModuleFacts, kind: str, due_on: date) -> None:
    notify(
        recipient=person,
        kind=kind,
        subject_key=f"{module.slug}:{due_on.isoformat()}",
        url=reverse("learning:module", args=[module.slug]),
        params={
            "module": Truncator(module.title).chars(LONGEST_PARAM),
            "due_on": date_format(due_on, "j F Y"),
        },
    )
