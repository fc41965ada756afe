"""What can stand in the way of a person's wish about their own data."""

from core.exceptions import DomainError


class ConsentTextChangedError(DomainError):
    """The text was published anew while the person was reading it."""


class AlreadyAskedError(DomainError):
    """The same wish is already open."""


class NothingToWithdrawError(DomainError):
    """The wish was withdrawn or carried out meanwhile."""
