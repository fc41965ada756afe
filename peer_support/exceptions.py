"""What can go wrong in peer support, in words that a person can act on."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class NotAvailableError(DomainError):
    """The two cannot be a pair, or not any more; never says which rule stands between them."""

    def __init__(self) -> None:
        super().__init__(_("This person is not available. Nothing else has changed."))


class OfferGoneError(DomainError):
    """The offer was answered, withdrawn or passed on before this answer came."""

    def __init__(self) -> None:
        super().__init__(_("This offer is no longer open. There is nothing more for you to do."))


class RequestRefusedError(DomainError):
    """A request cannot be made or changed like this."""


class SupporterRefusedError(DomainError):
    """An application, a decision or a change of a supporter's profile is refused."""


class LimitsChangedError(DomainError):
    """The limits of confidentiality that were shown are not the current version."""

    def __init__(self) -> None:
        super().__init__(
            _("The limits of confidentiality have changed since you opened them. Read them again.")
        )


class ConversationError(DomainError):
    """A message or a note of a session cannot be kept like this."""


class TooManyError(DomainError):
    """Past a limit; the message says when to try again."""


class SafetyError(DomainError):
    """A concern, an approval or an opening of a conversation is refused."""
