"""Says which pages have what was asked for, by any of its names, and how prominently."""

from collections.abc import Iterator, Sequence

from cms.search.postings import Wanted, among, anywhere, in_head, read
from cms.search.ranking import UnitMatches
from cms.search.synonyms import Name, Unit
from cms.search.word_lists import NOT_INDEXED

# Each name is a condition or two; a query that needs more is cut.
MOST_NAMES = 60


def match(
    readable: frozenset[int], units: Sequence[Unit], *, few: Sequence[int] | None = None
) -> list[UnitMatches]:
    """For each unit the pages among the readable that have it.

    few: look at these alone. That is quicker for words in a row, which no index knows.
    """
    wanted = list(_wanted(units))
    conditions = [each if few is None else among(few, each) for _number, each in wanted]
    found = [UnitMatches() for _unit in units]
    for (number, _each), posting in zip(wanted, read(conditions), strict=True):
        found[number].pages.update(readable.intersection(posting.pages))
        ranks = found[number].ranks
        for page, rank in zip(posting.pages, posting.ranks, strict=False):
            if page in readable:
                ranks[page] = max(rank, ranks.get(page, 0.0))
    return found


def _wanted(units: Sequence[Unit]) -> Iterator[tuple[int, Wanted]]:
    """The conditions for each unit, by its number."""
    for number, names in enumerate(_names_kept(units)):
        is_prefix = units[number].is_prefix
        # Apart: beside phrases every page with one of the words would be unpacked.
        words, phrases = _words_and_phrases(names)
        if words:
            yield number, anywhere(words, is_prefix=is_prefix)
        if phrases:
            yield number, anywhere(phrases)
        for name in names:
            yield number, in_head(name, is_prefix=is_prefix)


def _words_and_phrases(names: Sequence[Name]) -> tuple[list[Name], list[Name]]:
    """The names that the index knows as one word, and phrases that find pages beyond those."""
    indexed = {name: [word for word in name if word not in NOT_INDEXED] for name in names}
    words = dict.fromkeys(telling[0] for telling in indexed.values() if len(telling) == 1)
    phrases = (name for name, telling in indexed.items() if len(telling) > 1)
    return [(word,) for word in words], [name for name in phrases if not words.keys() & name]


def _names_kept(units: Sequence[Unit]) -> list[list[Name]]:
    """The names of each unit: what was typed before anything else, should there be too many."""
    kept = []
    left = MOST_NAMES - len(units)
    for unit in units:
        names = list(unit.names[: 1 + max(0, left)])
        left -= len(names) - 1
        kept.append(names)
    return kept
