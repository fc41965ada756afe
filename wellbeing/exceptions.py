"""What can go wrong with a check-in or an instrument, in words that a person can act on."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class UnknownItemError(DomainError):
    """An answer names a question that the instrument does not ask."""

    def __init__(self, instrument: str, item: str) -> None:
        super().__init__(
            _("%(instrument)s has no question %(item)s.") % {"instrument": instrument, "item": item}
        )
        self.item = item


class AnswerOutOfRangeError(DomainError):
    """An answer is none of those that the question offers. The answer itself is not repeated."""

    def __init__(self, item: str) -> None:
        super().__init__(
            _("The answer to question %(item)s is not one of those offered.") % {"item": item}
        )
        self.item = item


class UnknownInstrumentError(DomainError):
    """No instrument of that code is built in or installed."""


class InstrumentFaultError(DomainError):
    """An instrument's data are wrong; the message names the fault in one line."""


class TrendNoteError(DomainError):
    """A note beside a chart cannot be written like this, or not by this person."""


class KeysUnavailableError(DomainError):
    """A key is missing or is not the one that the rows were made with; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Your check-ins can't be opened at the moment. Nothing has been lost or changed. "
                "Try again later."
            )
        )


class CheckInRefusedError(DomainError):
    """The form belongs to another person or month; which of them is not said."""

    def __init__(self) -> None:
        super().__init__(_("This form can no longer be used. Start a new check-in."))


class NoteRefusedError(DomainError):
    """A note is empty, of a month to come, or one too many."""


class PauseRefusedError(DomainError):
    """A pause would end before it began, or never."""


class ContactRequestError(DomainError):
    """A request to be contacted cannot be sent as it was shown."""
