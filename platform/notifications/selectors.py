"""What pages, mails and other packages read about notifications."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Min
from django.utils import timezone

from core.notification_kinds import Category
from notifications.kinds import find_kind, kinds_by_code
from notifications.models import CategoryChoice, Delivery, Digest, Notification, QuietHours
from notifications.quiet_hours import next_allowed
from notifications.words import Words, words_for

if TYPE_CHECKING:
    from accounts.models import User

Choice = CategoryChoice.Choice


@dataclass(frozen=True)
class Entry:
    """One line of a person's list."""

    public_id: UUID
    subject: str
    body: str
    category: str
    at: datetime
    is_unread: bool


def entries_of(owner: "User", notifications: Sequence[Notification]) -> list[Entry]:
    """Return the notifications as their owner reads them."""
    said = zip(notifications, words_for(owner, notifications), strict=True)
    return [entry_of(notification, words) for notification, words in said]


def entry_of(notification: Notification, words: Words) -> Entry:
    """Return one notification in these words."""
    return Entry(
        public_id=notification.public_id,
        subject=words.subject,
        body=words.body,
        category=words.category,
        at=notification.due_at,
        is_unread=notification.read_at is None,
    )


def was_told(user: "User", url: str) -> bool:
    """Whether the person was told of something at that address, be it there still or not."""
    return Notification.objects.visible_to(user, timezone.now()).filter(url=url).exists()


def unread_count(user: "User") -> int:
    """Return how many notifications the person has not opened; one query."""
    return Notification.objects.visible_to(user, timezone.now()).unread().count()


def categories_in_use() -> list[Category]:
    """Return the categories that some package has notifications for, in their own order."""
    used = {kind.category for kind in kinds_by_code().values()}
    return [category for category in Category if category in used]


def choices_of(user: "User") -> dict[Category, CategoryChoice.Choice]:
    """Return the person's choice for every category; by default, mail at once."""
    rows = CategoryChoice.objects.filter(person=user)
    chosen = {row.category: Choice(row.choice) for row in rows}
    return {category: chosen.get(category, Choice.NOW) for category in Category}


def quiet_hours_of(user: "User") -> QuietHours | None:
    """Return the person's hours without mail, if they set any."""
    return QuietHours.objects.filter(person=user).first()


def choice_for(user: "User", kind_code: str) -> CategoryChoice.Choice:
    """Return how mail about this kind goes to the person.

    What may not be switched off is sent at once, unless it may wait for the week's digest.
    """
    kind = find_kind(kind_code)
    if kind is None:
        return Choice.IN_APP
    chosen = choices_of(user)[kind.category]
    if chosen == Choice.WEEKLY and not kind.digestible:
        return Choice.NOW
    if chosen == Choice.IN_APP and not kind.optional:
        return Choice.NOW
    return chosen


def quiet_until(user: "User", now: datetime) -> datetime:
    """Return the first moment from now on that is outside the person's quiet hours."""
    hours = quiet_hours_of(user)
    return next_allowed(now, starts=hours.starts, ends=hours.ends) if hours else now


def oldest_due(now: datetime) -> datetime | None:
    """Return since when the longest-waiting email has been due; None when none is."""
    return min(
        (
            oldest
            for rows in (Delivery.objects.claimable(now), Digest.objects.claimable(now))
            if (oldest := rows.aggregate(oldest=Min("due_at"))["oldest"]) is not None
        ),
        default=None,
    )
