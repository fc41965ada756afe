"""Finds what stands between two persons of a file: lines, managers, relations, exclusions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from peer_support.matching.facts import Between
from peer_support.matching.rules import (
    EXCLUDED,
    IN_LINE,
    RELATION,
    SAME_INVESTIGATION,
    SAME_MANAGER,
    STANDARDS_OR_HR,
)
from peer_support.solving.files.entries import Entry

INVESTIGATION = "investigation"
STANDARDS_OR_HR_ROLES = frozenset({"professional_standards", "psd", "hr", "human_resources"})

Circle = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Bars:
    """Circles of persons of whom no two may be paired, each with the code of the rule."""

    circles: Mapping[str, Sequence[Circle]]  # by person
    everybody: frozenset[str]
    standards_or_hr: frozenset[str]

    def around(self, person: str) -> Mapping[str, Between]:
        """Return by other person the codes of the rules that keep the two apart, if any do."""
        found: dict[str, Between] = {}
        apart = self.everybody if person in self.standards_or_hr else self.standards_or_hr
        for code, others in [*self.circles.get(person, ()), (STANDARDS_OR_HR, apart)]:
            for other in others:
                found[other] = found.get(other, frozenset()) | {code}
        found.pop(person, None)
        return found


def bars(people: Sequence[Entry], relations: Sequence[Entry]) -> Bars:
    """Return the bars between all who ask or help; who does both is one person."""
    circles = defaultdict(list)
    for code, members in _circles(people, relations):
        for person in members:
            circles[person].append((code, members))
    return Bars(
        circles,
        everybody=frozenset(_person(entry) for entry in people),
        standards_or_hr=frozenset(
            _person(entry)
            for entry in people
            if _plain(entry.wish("role")) in STANDARDS_OR_HR_ROLES
        ),
    )


def _circles(people: Sequence[Entry], relations: Sequence[Entry]) -> Iterator[Circle]:
    for entry in relations:
        code = SAME_INVESTIGATION if entry.name("kind") == INVESTIGATION else RELATION
        yield code, frozenset({str(entry.id("a")), str(entry.id("b"))})
    for entry in people:
        for other in entry.names("exclude"):
            yield EXCLUDED, frozenset({_person(entry), other})
    for person, above in _lines(people).items():
        for manager in above:
            yield IN_LINE, frozenset({person, manager})
    managers = ((_person(entry), {entry.wish("line_manager")} - {""}) for entry in people)
    yield from _grouped(SAME_MANAGER, managers)
    yield from _grouped(
        SAME_INVESTIGATION, ((_person(entry), entry.names("investigations")) for entry in people)
    )


def _grouped(code: str, groups: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Circle]:
    """Yield a circle for each group of which several persons are."""
    members = defaultdict(set)
    for person, of_person in groups:
        for group in of_person:
            members[group].add(person)
    for together in members.values():
        yield code, frozenset(together)


def _lines(people: Sequence[Entry]) -> Mapping[str, set[str]]:
    """Return everybody above each person at any depth, through all managers of the file."""
    direct: dict[str, set[str]] = defaultdict(set)
    for entry in people:
        manager = {entry.wish("line_manager")} - {""}
        direct[_person(entry)] |= entry.names("chain_of_command") | manager
    return {person: _above(person, direct) for person in direct}


def _above(person: str, direct: Mapping[str, set[str]]) -> set[str]:
    """Return everybody above a person; a circle of managers ends where it began."""
    found: set[str] = set()
    waiting = [person]
    while waiting:
        for manager in direct.get(waiting.pop(), set()) - found:
            found.add(manager)
            waiting.append(manager)
    return found


def _person(entry: Entry) -> str:
    return str(entry.id("person"))


def _plain(role: str) -> str:
    return role.casefold().replace(" ", "_").replace("-", "_")
