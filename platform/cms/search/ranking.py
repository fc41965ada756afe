"""Puts pages in order: rare words count for more, prominent ones too, and all words most of all.

Pure: knows no table. All figures come from pages that the reader may read, so that a page that is
hidden from them changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

# The share of what was asked for that a page must have, by the weight of the words.
LEAST_COVERAGE = 0.4
# What it is worth that a page has a word at all, beside where.
PRESENCE = 0.1
# The rank of a word that stands in the body alone: what PostgreSQL gives one that is there twice.
IN_BODY = 0.075


@dataclass
class UnitMatches:
    """The pages that have one unit of a query, and the rank of those that have it in their head."""

    pages: set[int] = field(default_factory=set)
    ranks: dict[int, float] = field(default_factory=dict)

    def prominence(self) -> dict[int, float]:
        """The rank of every page."""
        return dict.fromkeys(self.pages, IN_BODY) | self.ranks


@dataclass(frozen=True)
class _Having:
    """What all pages have in common that have the same units."""

    coverage: float
    score: float


def rarity(pages: int, having: int) -> float:
    """How much a word tells that stands on so many of all pages; at least 0."""
    return log(1 + pages / having) if having else 0.0


def scores(matches: Sequence[UnitMatches], pages: int) -> dict[int, float]:
    """The score of each page that has enough of what was asked for; pages: how many there are."""
    weights = [rarity(pages, len(unit.pages)) for unit in matches]
    shares = [weight / sum(weights) for weight in weights]
    units = _units_by_page(matches)
    worth = {having: _worth(having, shares) for having in set(units.values())}
    found = {
        page: worth[having].score
        for page, having in units.items()
        if worth[having].coverage >= LEAST_COVERAGE
    }
    for unit, share in zip(matches, shares, strict=True):
        for page, rank in unit.ranks.items():
            if page in found:
                found[page] += worth[units[page]].coverage ** 2 * share * (rank - IN_BODY)
    return found


def best_first(scored: Mapping[int, float]) -> list[int]:
    """The pages in order; of two that are worth the same the older one first."""
    return sorted(sorted(scored), key=scored.__getitem__, reverse=True)


def _units_by_page(matches: Sequence[UnitMatches]) -> dict[int, int]:
    """For each page which units it has, as the bits of a number: most pages are alike in that."""
    units: dict[int, int] = {}
    for number, unit in enumerate(matches):
        bit = 1 << number
        for page in unit.pages:
            units[page] = units.get(page, 0) | bit
    return units


def _worth(having: int, shares: Sequence[float]) -> _Having:
    """The worth of a page that has these units in its body alone."""
    coverage = sum(share for number, share in enumerate(shares) if having & 1 << number)
    return _Having(coverage, coverage**3 * (PRESENCE + IN_BODY))
