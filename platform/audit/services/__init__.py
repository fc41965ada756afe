"""Writes to the audit log."""

from audit.services.heads import keep_heads, verify_and_keep
from audit.services.reading import record_reading
from audit.services.recording import record_event

__all__ = ["keep_heads", "record_event", "record_reading", "verify_and_keep"]
