"""Finds what somebody meant to type, among the words of the pages that they may read.

Every near word of the whole site is compared, and each counts only if a page that the reader may
read has it: so the choice is the one that would be made if there were no other pages.
"""

from collections.abc import Sequence

from cms.models import SearchWord
from cms.search.postings import in_head, read, spelt

SHORTEST = 4
LONG_WORD = 7


def mistakes_allowed(word: str) -> int:
    """How many letters may be wrong, missing, too many or swapped."""
    return 1 if len(word) < LONG_WORD else 2


def correct(readable: frozenset[int], word: str) -> str | None:
    """The nearest word that some page has which the reader may read; None if none is near."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    near = _near_words(word)
    having = _pages_having(readable, list(near))
    # Of two words equally near, the one that pages are about.
    return min(
        having,
        key=lambda known: (near[known], *(-count for count in having[known]), known),
        default=None,
    )


def _near_words(word: str) -> dict[str, int]:
    """The words of all pages that differ in few letters, each with how many."""
    allowed = mistakes_allowed(word)
    similar = SearchWord.objects.filter(word__trigram_similar=word).exclude(pk=word)
    known = similar.values_list("word", flat=True)
    # Each letter more or less is a mistake: most words need no closer look.
    as_long = (other for other in known if abs(len(other) - len(word)) <= allowed)
    distances = {other: mistakes(word, other) for other in as_long}
    return {other: distance for other, distance in distances.items() if distance <= allowed}


def _pages_having(readable: frozenset[int], words: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each word that a page has: how many have it before their body, and how many at all."""
    wanted = [*(in_head((word,)) for word in words), *(spelt(word) for word in words)]
    counted = [len(readable.intersection(posting.pages)) for posting in read(wanted)]
    pairs = zip(words, counted[: len(words)], counted[len(words) :], strict=True)
    return {word: (head, everywhere) for word, head, everywhere in pairs if everywhere}


def mistakes(typed: str, meant: str) -> int:
    """How many letters to insert, drop, replace or swap with their neighbour."""
    before: list[int] = []
    above = list(range(len(meant) + 1))
    for row, letter in enumerate(typed, start=1):
        line = [row]
        for column, other in enumerate(meant, start=1):
            cost = min(
                above[column] + 1, line[column - 1] + 1, above[column - 1] + (letter != other)
            )
            if row > 1 and column > 1 and letter == meant[column - 2] and typed[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, above = above, line
    return above[-1]
