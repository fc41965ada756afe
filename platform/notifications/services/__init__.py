"""Everything that changes outbox rows and preferences."""

from notifications.services.notify import notify
from notifications.services.withdraw import supersede, withdraw_undue

__all__ = ["notify", "supersede", "withdraw_undue"]
