"""Tells which queries are about how somebody is, and which may be kept at all.

Pure, and meant to err on the side of forgetting: what editors lose is a hint, what a person could
lose is their trust.
"""

import re

from cms.search.spelling import mistakes, mistakes_allowed
from cms.search.word_lists import (
    DATES,
    OFTEN_MISSPELT,
    PERHAPS_WELLBEING,
    PHRASES_OF_WELLBEING,
    STOP_WORDS,
    TITLES,
    WELLBEING,
)
from cms.search.words import words_of

# More than so many words are a story rather than a subject.
MOST_WORDS_KEPT = 8

_ADDRESS = re.compile(r"@|://|\bwww\b", re.IGNORECASE)
# Numbers that name a law, a form or a line, and so nobody.
_HARMLESS = re.compile(
    r"\b(?:s|ss|sections?|part|schedule|article|code|rule|chapter|pip|level|mg)\s?\d{1,3}[a-z]?\b"
    r"|\bact (?:19|20)\d\d\b|\b(?:999|101|111)\b|\b(?:1st|2nd|3rd)\b"
)


def touches_wellbeing(query: str) -> bool:
    """Whether the query is about how the person who asks may be, or about asking for support."""
    words = words_of(query)
    if any(word.startswith(WELLBEING) or _is_misspelt(word) for word in words):
        return True
    return any(
        words[start : start + len(phrase)] == phrase
        for phrase in PHRASES_OF_WELLBEING
        for start in range(len(words))
    )


def may_touch_wellbeing(query: str) -> bool:
    """The same, and whatever has a word that could be about it."""
    return touches_wellbeing(query) or any(
        word.startswith(PERHAPS_WELLBEING) for word in words_of(query)
    )


def looks_like_a_case(query: str) -> bool:
    """Whether it has numbers, dates, addresses, a title before a name, or tells a story."""
    if _ADDRESS.search(query):
        return True
    words = words_of(query)
    if len(words) > MOST_WORDS_KEPT or DATES.intersection(words) or TITLES.intersection(words):
        return True
    return any(char.isdigit() for char in _HARMLESS.sub(" ", " ".join(words)))


def words_to_keep(query: str) -> str:
    """The query as it may be kept, brought into one form; "" if it may not."""
    if may_touch_wellbeing(query) or looks_like_a_case(query):
        return ""
    return " ".join(word for word in words_of(query) if word not in STOP_WORDS)


def _is_misspelt(word: str) -> bool:
    return any(mistakes(word, right) <= mistakes_allowed(right) for right in OFTEN_MISSPELT)
