"""Cleans text that people typed, on the way in; templates still escape it on the way out."""

import html

import bleach

from core.exceptions import DomainError

NO_TAGS: frozenset[str] = frozenset()


def plain_text(value: str, *, max_length: int) -> str:
    """Return value without markup; raise DomainError above max_length characters.

    The length is checked first: the cleaner's time grows with its input.
    """
    if len(value) > max_length:
        raise DomainError(f"Use {max_length:,} characters or fewer.")
    stripped = bleach.clean(value, tags=NO_TAGS, attributes={}, strip=True, strip_comments=True)
    # The cleaner answers in HTML; what is stored is plain text, escaped where it is shown.
    return html.unescape(stripped).replace("\x00", "").strip()
