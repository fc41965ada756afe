"""Outbox rows, what becomes of them, and what each person chose."""

from notifications.models.digest import Digest
from notifications.models.notification import Delivery, Notification
from notifications.models.outgoing import Outgoing
from notifications.models.preferences import CategoryChoice, QuietHours
from notifications.states import State

__all__ = [
    "CategoryChoice",
    "Delivery",
    "Digest",
    "Notification",
    "Outgoing",
    "QuietHours",
    "State",
]
