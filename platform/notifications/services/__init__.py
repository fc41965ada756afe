"""Everything that changes outbox rows and preferences."""

from notifications.services.notify import notify
from notifications.services.removal import forget
from notifications.services.withdraw import supersede, withdraw_undue

__all__ = ["forget", "notify", "supersede", "withdraw_undue"]
