"""The search itself: from what was typed to the pages that answer it, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cms.search.matching import match
from cms.search.postings import by_index
from cms.search.ranking import UnitMatches, best_first, scores
from cms.search.spelling import correct
from cms.search.synonyms import Unit, units_of
from cms.search.word_lists import STOP_WORDS
from cms.search.words import Term, terms_of, tidy

SHORTEST_PREFIX = 3
# Of so many pages at the front it is asked whether they have all the words in a row.
FRONT = 200


@dataclass(frozen=True)
class Answer:
    """What a query found.

    pages: primary keys, best first. units: what was looked for in the end.
    corrected: the words that were looked for in place of misspelt ones, or "".
    unknown: words that no page has.
    """

    query: str
    pages: tuple[int, ...] = ()
    units: tuple[Unit, ...] = ()
    corrected: str = ""
    unknown: tuple[str, ...] = ()

    @property
    def misses_most(self) -> bool:
        """Whether the pages, if any, are about the lesser part of what was asked for."""
        return not self.pages or len(self.unknown) * 2 >= len(self.units) + len(self.unknown)


def find(readable: frozenset[int], typed: str) -> Answer:
    """Return the pages among the readable that answer what was typed, whatever that is."""
    query = tidy(typed)
    units = _telling(units_of(terms_of(query)))
    if not units:
        return Answer(query)
    with by_index():
        return _answer(readable, query, units)


def _answer(readable: frozenset[int], query: str, units: Sequence[Unit]) -> Answer:
    repaired = [_repair(readable, unit, found) for unit, found in _matched(readable, units)]
    known = [part for part in repaired if part.matches.pages]
    return Answer(
        query,
        pages=_in_order(readable, known),
        units=tuple(part.unit for part in known),
        corrected=_corrected(repaired),
        unknown=tuple(part.unit.typed for part in repaired if not part.matches.pages),
    )


@dataclass(frozen=True)
class _Part:
    unit: Unit
    matches: UnitMatches
    is_corrected: bool = False


def _telling(units: Sequence[Unit]) -> tuple[Unit, ...]:
    return tuple(unit for unit in units if unit.typed not in STOP_WORDS)


def _matched(readable: frozenset[int], units: Sequence[Unit]) -> list[tuple[Unit, UnitMatches]]:
    """Match the units; a name of several words that no page has is taken as single words."""
    found: list[tuple[Unit, UnitMatches]] = []
    for unit, matches in zip(units, match(readable, units), strict=True):
        if _is_split(unit, matches):
            parts = _telling(units_of([Term((word,)) for word in unit.names[0]], alone=True))
            found += zip(parts, match(readable, parts), strict=True)
        else:
            found.append((unit, matches))
    return found


def _is_split(unit: Unit, found: UnitMatches) -> bool:
    return not found.pages and not unit.is_quoted and len(unit.names[0]) > 1


def _repair(readable: frozenset[int], unit: Unit, found: UnitMatches) -> _Part:
    """Take an unknown word for the beginning of one, or for a misspelt one."""
    if found.pages or unit.is_quoted or len(unit.names[0]) > 1:
        return _Part(unit, found)
    word = unit.typed
    if len(word) >= SHORTEST_PREFIX:
        (beginning,) = match(readable, [Unit(((word,),), is_prefix=True)])
        if beginning.pages:
            return _Part(replace(unit, is_prefix=True), beginning)
    meant = correct(readable, word)
    if meant is None:
        return _Part(unit, found)
    (better,) = units_of([Term((meant,))])
    return _Part(better, match(readable, [better])[0], is_corrected=True)


def _in_order(readable: frozenset[int], parts: Sequence[_Part]) -> tuple[int, ...]:
    """The pages that have enough of the parts, best first."""
    if not parts:
        return ()
    scored = scores([part.matches for part in parts], len(readable))
    ordered = best_first(scored)
    front = ordered[:FRONT]
    in_a_row = _in_a_row(readable, [part.unit for part in parts], front)
    if not in_a_row:
        return tuple(ordered)
    better = {page: scored[page] + in_a_row.get(page, 0.0) for page in front}
    return (*best_first(better), *ordered[FRONT:])


def _in_a_row(
    readable: frozenset[int], units: Sequence[Unit], front: Sequence[int]
) -> dict[int, float]:
    if len(units) == 1:
        return {}
    row = Unit((tuple(word for unit in units for word in unit.names[0]),))
    return match(readable, [row], few=front)[0].prominence()


def _corrected(parts: Sequence[_Part]) -> str:
    if not any(part.is_corrected for part in parts):
        return ""
    return " ".join(part.unit.typed for part in parts if part.matches.pages)
