"""What can go wrong around content, in words that a person can act on."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class CommentRefusedError(DomainError):
    """A comment cannot be written or changed like this."""


class TooManyCommentsError(DomainError):
    """Past a limit; the message says when to try again."""


class ModerationRefusedError(DomainError):
    """A decision about a comment, or about the right to comment, is refused."""


class ReviewError(DomainError):
    """A step of a review cannot be taken any more, or not by this person."""


class PageChangedAgainError(DomainError):
    """The national page has a newer version than the one that was looked at."""

    def __init__(self) -> None:
        super().__init__(
            _("The national page has changed again since you opened this. Look at it once more.")
        )


class OfferDecidedError(DomainError):
    """Somebody else has decided about the offer, or the force has withdrawn it."""

    def __init__(self) -> None:
        super().__init__(_("This example has been decided already. Nothing was changed."))


class OwnOfferError(DomainError):
    """Somebody would decide about what they offered themselves."""

    def __init__(self) -> None:
        super().__init__(_("You offered this example yourself. Somebody else has to decide."))
