"""What a person may ask of learning and not get, in words they can act on."""

from core.exceptions import DomainError


class SectionGoneError(DomainError):
    """The module was published again without the section that was to be saved."""


class QuizNotOpenError(DomainError):
    """The quiz cannot be started now; the message says what is missing or when it opens."""


class AttemptClosedError(DomainError):
    """The attempt was handed in already, here or on another device."""


class IncompleteAnswersError(DomainError):
    """Some questions have no full answer yet; the answers so far are kept."""
