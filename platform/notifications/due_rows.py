"""Tells the health page how long the oldest email has been waiting."""

from notifications.selectors import oldest_due

__all__ = ["oldest_due"]
