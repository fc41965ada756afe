"""Takes back what no longer needs to be told."""

from datetime import datetime
from typing import TYPE_CHECKING

from notifications.models import Notification

if TYPE_CHECKING:
    from accounts.models import User


def withdraw_undue(*, recipient: "User", kind: str, now: datetime) -> None:
    """Remove what of a kind is not due yet, and its mail.

    Nobody has seen it: it is as if it had never been told.
    """
    Notification.objects.filter(recipient=recipient, kind=kind, due_at__gt=now).delete()


def supersede(*, recipient: "User", kind: str, now: datetime) -> bool:
    """Make room for the next of a kind; False if one is on its way already and will do.

    Older ones that were not opened count as seen, so that one at most is unread.
    """
    rows = Notification.objects.filter(recipient=recipient, kind=kind)
    if rows.filter(due_at__gt=now).exists():
        return False
    rows.unread().update(read_at=now)
    return True
