"""Writes to the audit log."""

from audit.services.recording import record_event

__all__ = ["record_event"]
