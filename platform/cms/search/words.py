"""Takes apart what somebody typed, and brings words into the one form in which they are compared.

Pure: knows no table. Whatever is typed, only letters and digits come out.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_QUERY = 200
MOST_WORDS = 20

_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
_WORD = re.compile(r"[^\W_]+")
# Ends of words that carry no meaning of their own: the victim's phone, the victims' phones.
_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼ](?:s\b)?")


@dataclass(frozen=True)
class Term:
    """One word, or several that somebody put in quotation marks."""

    words: tuple[str, ...]
    is_quoted: bool = False


def plain(text: str) -> str:
    """The text in small letters, without accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _APOSTROPHES.sub("", bare).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """The words of the text in order, in the form in which they are compared."""
    return tuple(_WORD.findall(plain(text)))


def tidy(typed: str) -> str:
    """What was typed on one line, without control characters, and not longer than it may be."""
    printable = "".join(char if char.isprintable() else " " for char in typed[: LONGEST_QUERY * 4])
    return " ".join(printable.split())[:LONGEST_QUERY].strip()


def terms_of(query: str) -> tuple[Term, ...]:
    """The words and quoted phrases of a query, in order; at most MOST_WORDS words."""
    terms: list[Term] = []
    end = 0
    for quoted in _QUOTED.finditer(query):
        terms += _single(query[end : quoted.start()])
        if words := words_of(quoted.group(1)):
            terms.append(Term(words, is_quoted=True))
        end = quoted.end()
    terms += _single(query[end:])
    return _shortened(terms)


def _single(text: str) -> list[Term]:
    return [Term((word,)) for word in words_of(text)]


def _shortened(terms: list[Term]) -> tuple[Term, ...]:
    kept: list[Term] = []
    left = MOST_WORDS
    for term in terms:
        words = term.words[:left]
        if words:
            kept.append(Term(words, term.is_quoted))
        left -= len(words)
    return tuple(kept)
