"""Rebuilds, from the tree and the figures alone, the groups whose sums a reader can work out.

An atom is a published place without its published children, named after that place.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from disclosure.auditing.evidence import LEAST_PEOPLE, Evidence, Figure, NarrowedError

# Sums of 250,000 scores as doubles are exact to about one in 10^8.
TOLERANCE = 1e-6
# Nobody may be able to conclude that everyone took part, so two more must have been able to.
ROOM_FOR_DOUBT = 2


@dataclass(frozen=True, slots=True)
class Atom:
    """People whose sum of scores can be worked out; ``counted`` gives them by place."""

    place_id: int
    total: float
    counted: Mapping[int, int]
    members: int

    @property
    def people(self) -> int:
        """Return the number of contributors."""
        return sum(self.counted.values())


@dataclass(frozen=True, slots=True)
class Atoms:
    """The rebuilt atoms, by published place, and the nearest published place of every place."""

    by_place: Mapping[int, Atom]
    published_above: Mapping[int, int | None]


def rebuild_atoms(evidence: Evidence) -> Atoms:
    """Return the atoms of the evidence, or raise NarrowedError naming the first fault."""
    figures = _figures_by_place(evidence)
    _refuse_a_low_threshold(evidence)
    _refuse_orphans(evidence, figures)
    lines = {place: _line_up(evidence, place) for place in evidence.parents}
    above = {place: _first(line, figures) for place, line in lines.items()}
    _refuse_wrong_counts(evidence, figures, lines)
    atoms = _split(evidence, figures, above)
    for atom in atoms.values():
        _refuse_unsafe(evidence, atom)
    _refuse_wrong_sums(evidence, figures, atoms, lines)
    return Atoms(atoms, above)


def _refusal(evidence: Evidence, place_id: int, reason: str) -> NarrowedError:
    return NarrowedError(evidence.measure, evidence.role, place_id, reason)


def _figures_by_place(evidence: Evidence) -> dict[int, Figure]:
    found: dict[int, Figure] = {}
    for figure in evidence.figures:
        if figure.place_id in found:
            raise _refusal(evidence, figure.place_id, "two figures for the same people")
        found[figure.place_id] = figure
    return found


def _refuse_a_low_threshold(evidence: Evidence) -> None:
    if evidence.least < LEAST_PEOPLE and evidence.figures:
        place_id = evidence.figures[0].place_id
        raise _refusal(evidence, place_id, f"a threshold of {evidence.least} is below ten")


def _refuse_orphans(evidence: Evidence, figures: Mapping[int, Figure]) -> None:
    for counts in (figures, evidence.contributors, evidence.members):
        for place_id in counts:
            if place_id not in evidence.parents:
                raise _refusal(evidence, place_id, "the place was not in that month's tree")
    for place_id in figures:
        parent = evidence.parents[place_id]
        if parent is not None and parent not in figures:
            raise _refusal(evidence, place_id, "published, but the place above it is not")


def _line_up(evidence: Evidence, place_id: int) -> tuple[int, ...]:
    """Return the place and all places above it, nearest first."""
    line = [place_id]
    seen = {place_id}
    while (parent := evidence.parents[line[-1]]) is not None:
        if parent in seen or parent not in evidence.parents:
            raise _refusal(evidence, place_id, "the places above it do not form a tree")
        line.append(parent)
        seen.add(parent)
    return tuple(line)


def _first(line: Iterable[int], figures: Mapping[int, Figure]) -> int | None:
    return next((place for place in line if place in figures), None)


def _refuse_wrong_counts(
    evidence: Evidence, figures: Mapping[int, Figure], lines: Mapping[int, tuple[int, ...]]
) -> None:
    counted: dict[int, int] = defaultdict(int)
    for place_id, number in evidence.contributors.items():
        if number < 0:
            raise _refusal(evidence, place_id, "fewer than no people are counted here")
        for above in lines[place_id]:
            counted[above] += number
    for place_id, figure in figures.items():
        if figure.people != counted[place_id]:
            reason = f"says {figure.people} people where {counted[place_id]} are counted"
            raise _refusal(evidence, place_id, reason)


def _split(
    evidence: Evidence, figures: Mapping[int, Figure], above: Mapping[int, int | None]
) -> dict[int, Atom]:
    totals = {place_id: figure.total for place_id, figure in figures.items()}
    for place_id, figure in figures.items():
        parent = evidence.parents[place_id]
        if parent is not None:
            totals[parent] -= figure.total
    counted: dict[int, dict[int, int]] = defaultdict(dict)
    members: dict[int, int] = defaultdict(int)
    for place_id, published in above.items():
        if published is None:
            continue
        members[published] += evidence.members.get(place_id, 0)
        if number := evidence.contributors.get(place_id, 0):
            counted[published][place_id] = number
    return {
        place_id: Atom(place_id, total, counted[place_id], members[place_id])
        for place_id, total in totals.items()
    }


def _refuse_unsafe(evidence: Evidence, atom: Atom) -> None:
    if atom.people == 0 and abs(atom.total) > TOLERANCE:
        raise _refusal(evidence, atom.place_id, "differs from its parts, with nobody between")
    if 0 < atom.people < evidence.least:
        reason = f"less its published parts, leaves {atom.people} people"
        raise _refusal(evidence, atom.place_id, reason)
    # Of a few people it would be known that none took part: had one, there would be no figure.
    if atom.members and atom.members < evidence.least + ROOM_FOR_DOUBT:
        reason = f"{atom.people} of {atom.members} people leave no doubt about who took part"
        raise _refusal(evidence, atom.place_id, reason)
    if atom.members < atom.people:
        reason = f"counts {atom.people} people of {atom.members} who could have taken part"
        raise _refusal(evidence, atom.place_id, reason)


def _refuse_wrong_sums(
    evidence: Evidence,
    figures: Mapping[int, Figure],
    atoms: Mapping[int, Atom],
    lines: Mapping[int, tuple[int, ...]],
) -> None:
    """Check that each figure is its atoms put together, in people and in total.

    This is what lets each atom be looked at alone: the figures say what the atoms say, no more.
    """
    people: dict[int, int] = defaultdict(int)
    totals: dict[int, float] = defaultdict(float)
    for atom in atoms.values():
        for above in lines[atom.place_id]:
            people[above] += atom.people
            totals[above] += atom.total
    for place_id, figure in figures.items():
        apart = abs(totals[place_id] - figure.total)
        if people[place_id] != figure.people or apart > TOLERANCE * max(1.0, abs(figure.total)):
            raise _refusal(evidence, place_id, "is not the sum of its parts")
