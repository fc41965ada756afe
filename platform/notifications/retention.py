"""How long notifications and their mails are kept."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from core.retention import RetentionRule
from notifications.models import Digest, Notification
from notifications.services.removal import remove


def purge_read(before: datetime, limit: int) -> int:
    """Remove notifications that were read before the moment."""
    return remove(Notification.objects.filter(read_at__lt=before), limit)


def purge_unread(before: datetime, limit: int) -> int:
    """Remove notifications that nobody opened since before the moment."""
    return remove(Notification.objects.filter(read_at__isnull=True, due_at__lt=before), limit)


def purge_digests(before: datetime, limit: int) -> int:
    """Remove the rows of weekly emails from before the moment."""
    return remove(Digest.objects.filter(due_at__lt=before), limit)


RULES = (
    RetentionRule(
        code="notifications.read",
        description=_("Notifications that their reader has opened"),
        keep_for=timedelta(days=90),
        purge=purge_read,
    ),
    RetentionRule(
        code="notifications.unread",
        description=_("Notifications that nobody opened"),
        keep_for=timedelta(days=365),
        purge=purge_unread,
    ),
    RetentionRule(
        code="notifications.digests",
        description=_("Records of weekly emails"),
        keep_for=timedelta(days=90),
        purge=purge_digests,
    ),
)
