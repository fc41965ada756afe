"""Questions asked of outbox rows more than once."""

from datetime import datetime
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from notifications.states import MAX_ATTEMPTS, State

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Delivery, Digest, Notification  # noqa: F401 -- for the types

Row = TypeVar("Row", bound=models.Model)


class OutgoingQuerySet(models.QuerySet[Row]):
    """Emails on their way out."""

    def claimable(self, now: datetime) -> Self:
        """Rows that a worker may take: due, or left behind by a worker that died."""
        waiting = Q(state=State.WAITING, due_at__lte=now)
        abandoned = Q(state=State.SENDING, lease_until__lte=now)
        return self.filter(waiting | abandoned, attempts__lt=MAX_ATTEMPTS)

    def cut_off(self, now: datetime) -> Self:
        """Rows whose last allowed attempt ended with the worker's death."""
        return self.filter(state=State.SENDING, lease_until__lte=now, attempts__gte=MAX_ATTEMPTS)

    def failed(self) -> Self:
        """Rows that only an operator can move again."""
        return self.filter(state=State.FAILED)


class DeliveryQuerySet(OutgoingQuerySet["Delivery"]):
    """One notification's email."""

    def with_reader(self) -> Self:
        """With the notification and the person whom it tells."""
        return self.select_related("notification__recipient")

    def held_before(self, moment: datetime) -> Self:
        """Those that wait for a digest and belong into one that opens at moment."""
        return self.filter(state=State.HELD, digest__isnull=True, notification__due_at__lt=moment)


class DigestQuerySet(OutgoingQuerySet["Digest"]):
    """One person's weekly email."""


class NotificationQuerySet(models.QuerySet["Notification"]):
    """What people are told."""

    def visible_to(self, user: "User", now: datetime) -> Self:
        """The person's own, once they are due."""
        return self.filter(recipient=user, due_at__lte=now)

    def unread(self) -> Self:
        """Those that their owner has not opened."""
        return self.filter(read_at__isnull=True)

    def newest_first(self) -> Self:
        """In the order of the list; the id settles what came at the same moment."""
        return self.order_by("-due_at", "-id")
