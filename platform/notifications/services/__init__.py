"""Everything that changes outbox rows and preferences."""

from notifications.services.notify import notify
from notifications.services.read import settle_told
from notifications.services.removal import forget
from notifications.services.withdraw import supersede, withdraw_undue

__all__ = ["forget", "notify", "settle_told", "supersede", "withdraw_undue"]
