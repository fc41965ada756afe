"""One person's own learning: what is due, where they were, and what they have done."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import User
from cms.selectors import reader_of
from learning.models import Completion, ModulePage, ModuleProgress
from learning.requirements import required_by
from learning.selectors.changes import changes_after, reopened_modules
from learning.selectors.modules import module_outline
from learning.selectors.people import (
    completed_modules,
    modules_readable_by,
    post_of,
    requirements_in_force,
    started_modules,
)
from learning.standing import NOTHING, Item, State, stand
from organisation.models import Membership
from organisation.selectors import current_membership, post_today

UNFINISHED = frozenset({State.OVERDUE, State.DUE_SOON, State.DUE})


@dataclass(frozen=True)
class ContinueItem:
    """The module to go on with, and the very section; without one, its quiz is next."""

    title: str
    url: str
    section_number: int | None
    section_title: str
    sections: int
    seen: int
    minutes_left: int


@dataclass(frozen=True)
class DueItem:
    """A required module that is not done; state is due, due_soon or overdue.

    changed_on: the day of the change because of which it is to be done again.
    """

    title: str
    url: str
    due_on: date
    state: str
    label: "str | Promise"
    started: bool
    changed_on: date | None = None


def _post_on(user: User, on: date) -> Membership | None:
    return post_today(user) if on == timezone.localdate() else current_membership(user, on)


def own_items(user: User, on: date) -> list[Item]:
    """Return every module that is required of the person, begun or done."""
    membership = _post_on(user, on)
    due = required_by(requirements_in_force(on), post_of(membership)) if membership else {}
    return stand(
        modules_readable_by(user),
        due=due,
        started=started_modules([user.pk])[user.pk],
        completed=completed_modules([user.pk])[user.pk],
        today=on,
        reopened=reopened_modules([user.pk], on).get(user.pk, NOTHING),
    )


def due_items(user: User, on: date) -> list[DueItem]:
    """Return what is required of the person and not done, the most pressing first."""
    return [
        DueItem(
            title=item.module.title,
            url=reverse("learning:module", args=[item.module.slug]),
            due_on=item.due_on,
            state=item.state.value,
            label=item.label,
            started=item.started,
            changed_on=item.changed_on,
        )
        for item in own_items(user, on)
        if item.due_on is not None and item.state in UNFINISHED
    ]


def due_item_of(module: ModulePage, user: User, on: date) -> Item | None:
    """Return how the person stands with one module that they have not done, if it is required."""
    membership = _post_on(user, on)
    if membership is None:
        return None
    wanted = [rule for rule in requirements_in_force(on) if rule.module_id == module.pk]
    due = required_by(wanted, post_of(membership))
    found = stand({module.pk: module.facts}, due=due, started=(), completed={}, today=on)
    return found[0] if found else None


def reopened_item_of(module: ModulePage, user: User, on: date) -> Item | None:
    """Return how the person stands with one module that they had done before it changed."""
    again = reopened_modules([user.pk], on).get(user.pk, {})
    mine = {key: found for key, found in again.items() if key == module.pk}
    known = {module.pk: module.facts}
    found = stand(known, due={}, started=(), completed={}, today=on, reopened=mine)
    return found[0] if found else None


def continue_learning(user: User) -> ContinueItem | None:
    """Return the module that the person had open last and has not completed since."""
    progress = (
        ModuleProgress.objects.filter(
            person=user, module__in=ModulePage.objects.visible_to(reader_of(user))
        )
        .exclude(module__in=Completion.objects.filter(person=user).values("module"))
        .select_related("module")
        .defer("module__quiz", "module__learning_summary", "module__objectives")
        .order_by("-updated_at")
        .first()
    )
    if progress is None:
        return None
    return _continue_item(progress.module, user)


def _continue_item(module: ModulePage, user: User) -> ContinueItem:
    outline = module_outline(module, user)
    entry = outline.resume_at
    return ContinueItem(
        title=module.title,
        url=reverse("learning:resume", args=[module.slug]),
        section_number=entry.number if entry else None,
        section_title=entry.title if entry else "",
        sections=len(outline.sections),
        seen=outline.seen,
        minutes_left=outline.minutes_left,
    )


@dataclass(frozen=True)
class KeptCompletion:
    """A completion, and the day of the first material change since, if there was one."""

    completion: Completion
    changed_on: date | None


def completions_of(user: User) -> list[KeptCompletion]:
    """Return all completions of the person, newest first, each marked if the module changed."""
    rows = list(
        Completion.objects.filter(person=user)
        .select_related("module")
        .defer("module__quiz", "module__learning_summary", "module__objectives")
        .order_by("-completed_on", "-pk")
    )
    changes = changes_after(rows, user)
    return [
        KeptCompletion(row, changes[row.pk][0].changed_on if changes[row.pk] else None)
        for row in rows
    ]
