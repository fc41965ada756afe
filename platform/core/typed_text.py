"""Makes plain text out of what a person typed for others to read; templates still escape it.

Pure. What is typed is what is shown: "&lt;" stays those four signs, and no second reading of them
brings back a tag or a control character that was taken out before.
"""

import re

from django.utils.translation import gettext as _

from core.exceptions import DomainError
from core.sanitise import plain_text

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls, bidirectional and other invisible signs, halves of signs, signs of private meaning and
# places without a sign. Joiners stay (U+200C, U+200D): they shape letters and hold emoji together.
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b"
    "\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# The cleaner takes long over signs that begin neither an entity nor a tag, and would read entities.
# It sees these instead, which cannot be in the text any more.
AMPERSAND, BRACKET = "\ue000", "\ue001"
BARE_BRACKETS = re.compile(r"<(?![A-Za-z/!?])")
# What the cleaner leaves of brackets in brackets may look like the start of a tag once more.
TAG_STARTS = re.compile(r"(?<!<)<+(?=[A-Za-z/!?])")
MANY_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){3,}")


def clean_typed(text: str, *, longest: int) -> str:
    """Return the text without markup and without signs that nobody sees.

    Raises DomainError above the longest length, before any cleaner reads it: a cleaner's time
    grows with its input.
    """
    text = one_line_end(text)
    if len(text) > longest:
        message = _("This is too long. Use %(number)s characters or fewer.")
        raise DomainError(message % {"number": f"{longest:,}"})
    hidden = BARE_BRACKETS.sub(BRACKET, without_unseen(text).replace("&", AMPERSAND))
    stripped = plain_text(hidden, max_length=longest)
    shown = stripped.replace(AMPERSAND, "&").replace(BRACKET, "<")
    return MANY_EMPTY_LINES.sub("\n\n\n", TAG_STARTS.sub("", shown)).strip()


def one_line_end(text: str) -> str:
    """Return the text with each line end as one sign, as the box on the page counts it."""
    return LINE_ENDS.sub("\n", text)


def without_unseen(text: str) -> str:
    """Return the text without control, invisible and bidirectional signs; tabs become blanks."""
    return UNSEEN.sub("", text.replace("\t", " "))
