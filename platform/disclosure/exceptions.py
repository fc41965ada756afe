"""What can go wrong when a month is published."""

from core.exceptions import DomainError


class AuditFailedError(DomainError):
    """The auditor refused a figure; names the cell and never a value."""

    def __init__(self, measure: str, role: str, place: str, reason: str) -> None:
        self.cell = " ".join(part for part in (measure, role, place) if part)
        super().__init__(f"{self.cell}: {reason}")


class UnusablePeriodError(DomainError):
    """The month cannot be closed: it is not over yet, or nobody publishes such figures."""


class UnusableThresholdError(DomainError):
    """The number of people is below ten, or would change a month that is over."""


class UnusableReaderError(DomainError):
    """The database role can do more than read published figures."""
