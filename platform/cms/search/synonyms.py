"""What else a word is called: turns what was typed into units, each with all its names.

Reads the editors' list at every search, so that a change acts at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cms.models import SynonymGroup
from cms.search.words import Term, words_of

# The longest name that an editor may enter, in words.
LONGEST_NAME = 8

Name = tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """One thing that was asked for, by all its names; the one that was typed comes first."""

    names: tuple[Name, ...]
    is_quoted: bool = False
    # Whether words count that only begin so.
    is_prefix: bool = False

    @property
    def typed(self) -> str:
        """The words as they were asked for."""
        return " ".join(self.names[0])


def names_in(words: str) -> list[str]:
    """The names in an editor's list, one a line, each in the form in which it is compared."""
    names = (" ".join(words_of(line)) for line in words.splitlines())
    return list(dict.fromkeys(name for name in names if name))


def units_of(terms: Sequence[Term], *, alone: bool = False) -> tuple[Unit, ...]:
    """The units of a query: the longest names that the list knows, every other word alone.

    alone: take each term by itself, also where several make a name.
    """
    known = _others_by_name(terms)
    return tuple(_units(terms, known, 1 if alone else LONGEST_NAME))


def _units(
    terms: Sequence[Term], known: Mapping[str, tuple[Name, ...]], longest: int
) -> Iterator[Unit]:
    place = 0
    while place < len(terms):
        length = _longest_known(terms, place, known, longest)
        typed = _joined(terms[place : place + length])
        quoted = length == 1 and terms[place].is_quoted
        yield Unit((typed, *known.get(" ".join(typed), ())), quoted)
        place += length


def _longest_known(
    terms: Sequence[Term], place: int, known: Mapping[str, tuple[Name, ...]], longest: int
) -> int:
    for length in range(min(longest, len(terms) - place), 1, -1):
        if " ".join(_joined(terms[place : place + length])) in known:
            return length
    return 1


def _joined(terms: Iterable[Term]) -> Name:
    return tuple(word for term in terms for word in term.words)


def _others_by_name(terms: Sequence[Term]) -> dict[str, tuple[Name, ...]]:
    """For each name in the query that some group has: the other names of all such groups."""
    asked = {
        " ".join(_joined(terms[start:end]))
        for start in range(len(terms))
        for end in range(start + 1, min(len(terms), start + LONGEST_NAME) + 1)
    }
    others: dict[str, dict[Name, None]] = {}
    groups = SynonymGroup.objects.filter(terms__overlap=sorted(asked)).order_by("pk")
    for group in groups.values_list("terms", flat=True):
        for name in asked.intersection(group):
            rest = (tuple(other.split()) for other in group if other != name)
            others.setdefault(name, {}).update(dict.fromkeys(rest))
    return {name: tuple(rest) for name, rest in others.items()}
