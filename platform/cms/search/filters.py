"""Narrows what was found, and says how many pages each further choice would leave.

Pure: knows the facts of the pages that the reader may read, and of no other.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain
from sys import intern

# The value of a page that is no force's own.
NATIONAL = "national"
BETWEEN = "|"
# What a page is filtered by, as marks: thousands of pages are counted in a few milliseconds.
PageFacts = tuple[str, ...]


class Facet(StrEnum):
    """What pages are told apart by; the value is its name in an address."""

    PILLAR = "pillar"
    STAGE = "stage"
    ROLE = "role"
    TYPE = "type"
    FORCE = "force"


def mark(facet: Facet, value: str) -> str:
    """A value and what it is a value of, in one."""
    return intern(f"{facet}{BETWEEN}{value}")


@dataclass(frozen=True)
class Filters:
    """The values chosen of each facet of which any are; a facet without lets every page pass."""

    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def values(self, facet: Facet) -> frozenset[str]:
        """What was chosen of one facet."""
        return self.chosen.get(facet, frozenset())

    def without(self, facet: Facet) -> "Filters":
        """The same with nothing chosen of one facet."""
        return Filters({key: values for key, values in self.chosen.items() if key != facet})

    def without_value(self, facet: Facet, value: str) -> "Filters":
        """The same with one value less."""
        left = self.values(facet) - {value}
        rest = self.without(facet)
        return Filters({**rest.chosen, facet: left}) if left else rest

    def refusing(self, page: PageFacts) -> list[Facet]:
        """The facets of which the page has none of the chosen values."""
        return [facet for facet, marks in self._marks.items() if marks.isdisjoint(page)]

    @cached_property
    def _marks(self) -> dict[Facet, frozenset[str]]:
        return {
            facet: frozenset(mark(facet, value) for value in values)
            for facet, values in self.chosen.items()
        }

    def let_pass(self, page: PageFacts) -> bool:
        """Whether the page has one of the chosen values of every facet."""
        return not self.refusing(page)


def read_filters(
    asked: Callable[[str], Iterable[str]], known: Mapping[Facet, Iterable[str]]
) -> Filters:
    """The filters in an address; asked gives the values under a name. Unknown ones are left out."""
    chosen = {facet: frozenset(asked(facet)) & frozenset(known[facet]) for facet in Facet}
    return Filters({facet: values for facet, values in chosen.items() if values})


def counts(pages: Iterable[PageFacts], filters: Filters) -> dict[Facet, Counter[str]]:
    """For each facet, how many pages each value has among those that the other facets let pass."""
    each = (_let_pass_by_others(page, filters) for page in pages) if filters else pages
    found: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
    for marked, number in Counter(chain.from_iterable(each)).items():
        facet, _between, value = marked.partition(BETWEEN)
        found[Facet(facet)][value] = number
    return found


def _let_pass_by_others(page: PageFacts, filters: Filters) -> PageFacts:
    """What the page is counted for: all, the facet that alone refuses it, or nothing."""
    refusing = filters.refusing(page)
    if not refusing:
        return page
    return tuple(each for each in page if refusing == [each.partition(BETWEEN)[0]])
