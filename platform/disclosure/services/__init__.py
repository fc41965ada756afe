"""What disclosure does."""

from disclosure.services.closing import close_month, close_period
from disclosure.services.due import close_due_months, months_to_close
from disclosure.services.thresholds import raise_threshold, raised_thresholds

__all__ = [
    "close_due_months",
    "close_month",
    "close_period",
    "months_to_close",
    "raise_threshold",
    "raised_thresholds",
]
