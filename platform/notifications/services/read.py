"""Notes what a person has opened."""

from datetime import datetime
from typing import TYPE_CHECKING

from notifications.models import Notification

if TYPE_CHECKING:
    from accounts.models import User


def mark_as_read(*, notification: Notification, now: datetime) -> None:
    """Note the first opening; a later one changes nothing."""
    Notification.objects.filter(pk=notification.pk).unread().update(read_at=now)


def settle_told(*, recipient: "User", url: str, now: datetime) -> int:
    """Note that nothing at that address asks anything of the person any more; no mail goes out.

    Returns how many notifications were new to them.
    """
    rows = Notification.objects.visible_to(recipient, now).filter(url=url)
    return rows.unread().update(read_at=now)


def mark_all_as_read(*, user: "User", now: datetime) -> int:
    """Note that the person has seen all that is due, and return how many were new to them."""
    return Notification.objects.visible_to(user, now).unread().update(read_at=now)
