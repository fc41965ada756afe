"""What can stand in the way of a person's wish about their own data."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class ConsentTextChangedError(DomainError):
    """The text was published anew while the person was reading it."""


class AlreadyAskedError(DomainError):
    """The same wish is already open."""


class NothingToWithdrawError(DomainError):
    """The wish was withdrawn or carried out meanwhile."""


class RetentionOutOfBoundsError(DomainError):
    """The rule allows no such length."""

    def __init__(self, least_days: int, most_days: int) -> None:
        super().__init__(
            _("Choose from %(least)s to %(most)s days.") % {"least": least_days, "most": most_days}
        )
