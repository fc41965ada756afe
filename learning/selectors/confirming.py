"""What one person is asked to read again, and what they have confirmed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from accounts.models import User
from cms.models import BasePage, ChangeKind, PageVersion
from cms.policies import may_read_version
from cms.selectors import pages_visible_to
from learning.changes import Change, ChangeNote, Stay, is_asked, was_in_audience
from learning.due_dates import due_state
from learning.models import Confirmation
from learning.selectors.changes import (
    as_changes,
    confirmed_on,
    note_of,
    stays_of,
    versions_of_pages,
)
from learning.standing import STATE_LABELS, Item, PageFacts, State
from organisation.selectors import current_membership, post_today


@dataclass(frozen=True)
class ToConfirm:
    """A changed page that the person is asked to read; state is due, due_soon or overdue."""

    title: str
    url: str
    changed_on: date
    due_on: date
    state: str
    label: "str | Promise"
    is_sensitive: bool


@dataclass(frozen=True)
class ChangeToRead:
    """The one thing to confirm about a page, with the notes of every change that it stands for.

    marked_by: whatever has the highest marking of what is shown.
    """

    version: PageVersion
    changed_on: date
    due_on: date
    is_overdue: bool
    notes: tuple[ChangeNote, ...]
    marked_by: BasePage | PageVersion


def changes_to_confirm(user: User, on: date) -> list[ToConfirm]:
    """Return what the person is asked to confirm and has not, the most pressing first."""
    found = [_to_confirm(change, on) for change in _asked_of(user, versions_of_pages(), on)]
    return sorted(found, key=lambda item: (item.due_on, item.title))


def _asked_of(user: User, versions: QuerySet[PageVersion], on: date) -> list[Change]:
    """The unconfirmed among these versions that ask the person; the database narrows them first."""
    post = post_today(user) if on == timezone.localdate() else current_membership(user, on)
    if post is None:
        return []
    concerned = Q(audience_roles=[]) | Q(audience_roles__contains=[post.rasso_role])
    confirmed = Confirmation.objects.filter(person=user).values("version")
    changes = as_changes(versions.filter(concerned).exclude(pk__in=confirmed))
    if not changes:
        return []
    stays = stays_of([user.pk], on)[user.pk]
    return [change for change in changes if is_asked(change, stays, on)]


def _to_confirm(change: Change, on: date) -> ToConfirm:
    state = State(due_state(change.due_on, today=on).value)
    return ToConfirm(
        title=change.title,
        url=reverse("learning:confirm", args=[change.page]),
        changed_on=change.changed_on,
        due_on=change.due_on,
        state=state.value,
        label=STATE_LABELS[state],
        is_sensitive=change.is_sensitive,
    )


def change_to_read(user: User, page: BasePage, on: date) -> ChangeToRead | None:
    """Return what the person is asked to confirm about the page; None if nothing."""
    asked = _asked_of(user, versions_of_pages().filter(page=page.pk), on)
    if not asked:
        return None
    change = asked[0]
    versions = _versions_to_read(user, change, on)
    version = PageVersion.objects.get(pk=change.version_id)
    return ChangeToRead(
        version=version,
        changed_on=change.changed_on,
        due_on=change.due_on,
        is_overdue=change.due_on < on,
        notes=tuple(note_of(version) for version in versions),
        marked_by=marked_by(page, version, *versions),
    )


def marked_by(page: BasePage, *versions: PageVersion) -> BasePage | PageVersion:
    """Return whichever is marked OFFICIAL-SENSITIVE, if any is: words keep the marking they had."""
    stated: tuple[BasePage | PageVersion, ...] = (page, *versions)
    return next((one for one in stated if one.is_sensitive), page)


def _versions_to_read(user: User, change: Change, on: date) -> list[PageVersion]:
    """What changed since the person last confirmed, or came; the newest first.

    What was said of a version stays with those who could have read it: see decision 0090.
    """
    last = Confirmation.objects.filter(person=user, version__page=change.page_id).order_by(
        "-version__number"
    )
    known = last.values_list("version__number", flat=True).first() or 0
    versions = PageVersion.objects.filter(
        page=change.page_id,
        kind=ChangeKind.MATERIAL,
        number__gt=known,
        number__lte=change.number,
    ).order_by("-number")
    stays = stays_of([user.pk], on)[user.pk]
    return [
        version
        for version in versions
        if _was_asked(version, stays) and may_read_version(user, version)
    ]


def _was_asked(version: PageVersion, stays: list[Stay]) -> bool:
    day = timezone.localdate(version.published_at)
    return was_in_audience(frozenset(version.audience_roles), stays, day)


def readings_of(people: list[int], viewer: User, on: date) -> dict[int, list[Item]]:
    """Return, for each person, the changed pages that ask them: done, due or overdue.

    Only pages that the viewer may read; never an answer, nor how often one was given.
    """
    changes = as_changes(versions_of_pages().filter(page__in=pages_visible_to(viewer)))
    if not changes:
        return {}
    stays, confirmed = stays_of(people, on), confirmed_on(people)
    found: dict[int, list[Item]] = defaultdict(list)
    for person in people:
        for change in changes:
            if is_asked(change, stays.get(person, ()), on):
                done_on = confirmed.get(person, {}).get(change.version_id)
                found[person].append(_reading(change, done_on, on))
    return found


def _reading(change: Change, done_on: date | None, on: date) -> Item:
    due = due_state(change.due_on, today=on)
    return Item(
        module=PageFacts(change.title, change.page, is_sensitive=change.is_sensitive),
        state=State.DONE if done_on else State(due.value),
        due_on=change.due_on,
        completed_on=done_on,
        changed_on=change.changed_on,
    )


def last_confirmation(user: User, page: BasePage) -> Confirmation | None:
    """Return the person's own confirmation of the newest version of the page that they read."""
    return (
        Confirmation.objects.filter(person=user, version__page=page.pk)
        .select_related("version")
        .order_by("-version__number")
        .first()
    )


def confirmations_of(user: User) -> list[Confirmation]:
    """Return everything that the person confirmed, newest first."""
    return list(
        Confirmation.objects.filter(person=user)
        .select_related("version")
        .order_by("-confirmed_on", "-pk")
    )
