"""The text of a message: cleaned as all typed text is, refused in peer support's own words."""

from core.exceptions import DomainError
from core.typed_text import clean_typed
from peer_support.exceptions import ConversationError
from peer_support.limits import LONGEST_MESSAGE


def clean_message(text: str, *, longest: int = LONGEST_MESSAGE) -> str:
    """Return the text without markup and without signs that nobody sees.

    Raises ConversationError above the longest length.
    """
    try:
        return clean_typed(text, longest=longest)
    except DomainError as refusal:
        raise ConversationError(refusal.message) from refusal
