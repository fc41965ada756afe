"""Makes plain text out of what a person typed into a message; templates still escape it.

Pure. What is typed is what is shown: "&lt;" stays those four signs, and no second reading of them
brings back a tag or a control character that was taken out before.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

from core.sanitise import plain_text
from peer_support.exceptions import ConversationError
from peer_support.limits import LONGEST_MESSAGE

# "&" is written as "&amp;" while the cleaner reads the text.
LONGEST_ESCAPED = LONGEST_MESSAGE * len("&amp;")
# Joiners shape letters of Arabic and of Indian scripts, and hold emoji together.
JOINERS = frozenset("\u200c\u200d")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control, invisible and bidirectional signs, halves of signs, and places without a sign.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
# What the cleaner leaves of brackets in brackets may look like the start of a tag once more.
TAG_STARTS = re.compile(r"<+(?=[A-Za-z/!?])")
MANY_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){3,}")


def clean_message(text: str, *, longest: int = LONGEST_MESSAGE) -> str:
    """Return the text without markup and without signs that nobody sees.

    Raises ConversationError above the longest length, before any cleaner reads it: a cleaner's
    time grows with its input.
    """
    text = one_line_end(text)
    if len(text) > longest:
        message = _("Your message is too long. Use %(number)s characters or fewer.")
        raise ConversationError(message % {"number": f"{longest:,}"})
    typed = without_unseen(text).replace("&", "&amp;")
    stripped = plain_text(typed, max_length=LONGEST_ESCAPED)
    return MANY_EMPTY_LINES.sub("\n\n\n", TAG_STARTS.sub("", stripped)).strip()


def one_line_end(text: str) -> str:
    """Return the text with each line end as one sign, as the box on the page counts it."""
    return LINE_ENDS.sub("\n", text)


def without_unseen(text: str) -> str:
    """Return the text without control, invisible and bidirectional signs; tabs become blanks."""
    return "".join(sign for sign in text.replace("\t", " ") if is_seen(sign))


def is_seen(sign: str) -> bool:
    """Whether the sign may stay: one that is seen, a line end or a joiner."""
    if sign == "\n" or sign in JOINERS:
        return True
    return unicodedata.category(sign) not in UNSEEN
