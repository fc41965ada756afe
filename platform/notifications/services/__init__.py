"""Everything that changes outbox rows and preferences."""

from notifications.services.notify import notify

__all__ = ["notify"]
