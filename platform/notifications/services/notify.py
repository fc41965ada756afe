"""Tells one person one thing, once."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from notifications.exceptions import UnusableNotificationError
from notifications.kinds import find_kind
from notifications.models import Delivery, Notification
from notifications.services.queue import queue_delivery

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_PARAM = 200


@transaction.atomic
def notify(
    *,
    recipient: "User",
    kind: str,
    subject_key: str,
    url: str = "",
    params: Mapping[str, str] | None = None,
    due_at: datetime | None = None,
) -> None:
    """Put a notification in the outbox; again with the same kind and subject_key does nothing.

    Stands or falls with the caller's transaction. url is an address on this site; params are
    short, harmless words such as the title of a module.
    """
    check_tellable(kind=kind, url=url, params=params or {})
    due = due_at or timezone.now()
    notification, is_new = Notification.objects.get_or_create(
        recipient=recipient,
        kind=kind,
        subject_key=subject_key,
        defaults={"url": url, "params": dict(params or {}), "due_at": due},
    )
    if is_new:
        delivery = Delivery.objects.create(notification=notification, due_at=due)
        queue_delivery(delivery_id=delivery.pk, due_at=due)


def check_tellable(*, kind: str, url: str, params: Mapping[str, str]) -> None:
    """Raise UnusableNotificationError for what would fail, or lead away from the site, later."""
    if find_kind(kind) is None:
        raise UnusableNotificationError(f"No package declares the notification kind “{kind}”.")
    if url and (not url.startswith("/") or url.startswith(("//", "/\\"))):
        raise UnusableNotificationError("A notification leads to an address on this site only.")
    if any(len(value) > LONGEST_PARAM for value in params.values()):
        raise UnusableNotificationError("The words that fill a notification must be short.")
