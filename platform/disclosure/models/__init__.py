"""The tables of disclosure."""

from disclosure.models.closing import AuditRecord, Closing, FrozenPlace
from disclosure.models.published_cell import PublishedCell
from disclosure.models.threshold import ForceThreshold

__all__ = ["AuditRecord", "Closing", "ForceThreshold", "FrozenPlace", "PublishedCell"]
