"""What can go wrong with an account, in words that a person can act on."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class InvitationNotUsable(DomainError):  # noqa: N818 -- named as it reads in an except clause
    """The link is used, replaced, out of time or was never ours: one answer for all of them."""

    def __init__(self) -> None:
        super().__init__(_("This invitation link does not work."))


class AlreadyHasAccount(DomainError):  # noqa: N818 -- named as it reads in an except clause
    """The person has set a password already and needs no invitation."""

    def __init__(self) -> None:
        super().__init__(_("This person has already set up their account."))


class InvitedJustNow(DomainError):  # noqa: N818 -- named as it reads in an except clause
    """The last invitation has only just been sent: a mail takes its time to arrive."""

    def __init__(self) -> None:
        super().__init__(
            _("An invitation was sent less than 10 minutes ago. Wait a little, then try again.")
        )


class AccountClosed(DomainError):  # noqa: N818 -- named as it reads in an except clause
    """The account was closed, so nobody can be invited to it."""

    def __init__(self) -> None:
        super().__init__(_("This account is closed. Open it again before you send an invitation."))
