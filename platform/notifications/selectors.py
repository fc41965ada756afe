"""What pages, mails and other packages read about notifications."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from core.notification_kinds import Category
from notifications.kinds import find_kind
from notifications.models import CategoryChoice, Notification, QuietHours
from notifications.quiet_hours import next_allowed

if TYPE_CHECKING:
    from accounts.models import User

Choice = CategoryChoice.Choice


def unread_count(user: "User") -> int:
    """Return how many notifications the person has not opened; one query."""
    return Notification.objects.visible_to(user, timezone.now()).unread().count()


def choice_for(user: "User", kind_code: str) -> CategoryChoice.Choice:
    """Return how mail about this kind goes to the person.

    What may not be switched off is sent at once, unless it may wait for the week's digest.
    """
    kind = find_kind(kind_code)
    if kind is None:
        return Choice.IN_APP
    chosen = chosen_for(user, kind.category)
    if chosen == Choice.WEEKLY and not kind.digestible:
        return Choice.NOW
    if chosen == Choice.IN_APP and not kind.optional:
        return Choice.NOW
    return chosen


def chosen_for(user: "User", category: Category) -> CategoryChoice.Choice:
    """Return the person's choice for the category; by default, mail at once."""
    row = CategoryChoice.objects.filter(person=user, category=category).first()
    return Choice(row.choice) if row else Choice.NOW


def quiet_until(user: "User", now: datetime) -> datetime:
    """Return the first moment from now on that is outside the person's quiet hours."""
    hours = QuietHours.objects.filter(person=user).first()
    return next_allowed(now, starts=hours.starts, ends=hours.ends) if hours else now
