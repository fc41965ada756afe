"""What can go wrong in a way that a caller or a person can act on."""

from core.exceptions import DomainError


class UnusableNotificationError(DomainError):
    """A caller asked to tell something that may not or cannot be told."""
