"""Checks that what a page shows of a figure is what the record gives, and nothing finer.

Worked out anew from HOW_WE_KNOW.md, steps 5 and 6, without the engine.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, floor, sqrt

from disclosure.auditing.atoms import ROOM_FOR_DOUBT, TOLERANCE, Atom, rebuild_atoms
from disclosure.auditing.evidence import (
    GREATEST_SCORE,
    LEAST_PEOPLE,
    Evidence,
    Figure,
    NarrowedError,
)

STEP = 5
LEAST_SHARE, GREATEST_SHARE = 10, 90
LEAST_FOR_SHARES = 30
# A part's code and the least and greatest percentage that it stands for.
RESPONSES = {"under_40": (0, 40), "40_60": (40, 60), "60_80": (60, 80), "over_80": (80, 101)}
NOISE = 40.0
SPREADS = (10, 15, 20, 25, 30)
LEAST_FOR_TWO_COLLUDERS = 20


@dataclass(frozen=True, slots=True)
class Display:
    """A figure as it stands on the page; end is "", "low" ("20 or lower") or "high".

    response is the code of the part that answered, or "" where it is not told; shares are
    percentages by band, or nothing.
    """

    place_id: int
    mean: int
    end: str
    low: int
    high: int
    people: int
    response: str = ""
    shares: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Case:
    """One figure with its display and the atoms at and below its place."""

    figure: Figure
    display: Display
    all_atoms: tuple[Atom, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """Return the atoms with people who answered."""
        return tuple(atom for atom in self.all_atoms if atom.people)

    @property
    def exact(self) -> float:
        return self.figure.total / self.figure.people

    @property
    def doubted(self) -> int:
        """Return how many may have answered, if in each atom two could have stayed away."""
        return sum(min(atom.people, atom.members - ROOM_FOR_DOUBT) for atom in self.atoms)


def check_displays(evidence: Evidence, displays: Iterable[Display]) -> None:
    """Raise NarrowedError for the first figure that is shown wrongly, too finely or not at all."""
    for case in _cases(evidence, displays):
        for check in CHECKS:
            if fault := check(case):
                place_id = case.figure.place_id
                raise NarrowedError(evidence.measure, evidence.role, place_id, fault)


def check_shares(evidence: Evidence, shown: Mapping[int, int]) -> None:
    """Raise NarrowedError for a share that the evidence of its band does not give.

    evidence is of one band, a person there being a score of 100; shown gives percentages by place.
    """
    recorded = {figure.place_id: figure.total / figure.people for figure in evidence.figures}
    for place_id, share in shown.items():
        exact = recorded.get(place_id)
        if exact is None or not _rounds_to(exact, share):
            fault = "shows another share than its record gives"
            raise NarrowedError(evidence.measure, evidence.role, place_id, fault)


def _rounds_to(exact: float, share: int) -> bool:
    half = STEP / 2 + TOLERANCE
    if share == LEAST_SHARE:
        return exact <= share + half
    if share == GREATEST_SHARE:
        return exact >= share - half
    return abs(exact - share) <= half


def _cases(evidence: Evidence, displays: Iterable[Display]) -> Iterator[_Case]:
    shown: dict[int, Display] = {}
    for display in displays:
        if display.place_id in shown:
            raise NarrowedError(evidence.measure, evidence.role, display.place_id, "is shown twice")
        shown[display.place_id] = display
    recorded = {figure.place_id: figure for figure in evidence.figures}
    for place_id in sorted(shown.keys() ^ recorded.keys()):
        fault = "is shown but not on record" if place_id in shown else "is on record but not shown"
        raise NarrowedError(evidence.measure, evidence.role, place_id, fault)
    atoms = _atoms_of(evidence)
    for place_id, figure in recorded.items():
        yield _Case(figure, shown[place_id], atoms[place_id])


def _atoms_of(evidence: Evidence) -> Mapping[int, tuple[Atom, ...]]:
    """Return the atoms at or below each published place."""
    found: dict[int, list[Atom]] = {figure.place_id: [] for figure in evidence.figures}
    for atom in rebuild_atoms(evidence).by_place.values():
        here: int | None = atom.place_id
        while here is not None:
            found[here].append(atom)
            here = evidence.parents[here]
    return {place_id: tuple(atoms) for place_id, atoms in found.items()}


def _people_fault(case: _Case) -> str:
    """The count leaves two out who could have answered, and is rounded down to fives."""
    expected = case.doubted - case.doubted % STEP
    if case.display.people == expected and expected >= LEAST_PEOPLE:
        return ""
    return f"shows {case.display.people} people, not {expected}"


def _mean_fault(case: _Case) -> str:
    display, half = case.display, 0.5 + TOLERANCE
    right = {
        "": abs(display.mean - case.exact) <= half and not _at_its_bound(case),
        "low": case.exact <= display.mean + half and display.mean < GREATEST_SCORE / 2,
        "high": case.exact >= display.mean - half and display.mean > GREATEST_SCORE / 2,
    }
    return "" if right.get(display.end, False) else "shows another mean than its record gives"


def _at_its_bound(case: _Case) -> bool:
    """Tell whether the figure of one atom was clipped: its mean would tell how many answered."""
    if len(case.atoms) != 1:
        return False
    people, total = case.figure.people, case.figure.total
    margin = (3 if people >= LEAST_FOR_TWO_COLLUDERS else 2) * GREATEST_SCORE
    return not margin + TOLERANCE < total < people * GREATEST_SCORE - margin - TOLERANCE


def _interval_fault(case: _Case) -> str:
    """The width follows from the shown count: from the exact one it would tell it."""
    display = case.display
    for spread in SPREADS:
        noise = NOISE**2 * len(case.atoms) / display.people**2
        half = 1.96 * sqrt(spread**2 / display.people + noise)
        low = 0 if display.end == "low" else max(0, floor(display.mean - half))
        high = 100 if display.end == "high" else min(100, ceil(display.mean + half))
        if (display.low, display.high) == (low, high):
            return ""
    return "shows an interval that does not follow from its mean and count"


def _response_fault(case: _Case) -> str:
    """The part that answered is told from the same doubted count."""
    if not case.display.response:
        return ""
    members = sum(atom.members for atom in case.all_atoms)
    least, most = RESPONSES.get(case.display.response, (0, 0))
    right = least * members <= 100 * case.doubted < most * members
    return "" if right else "shows another part of people who answered than its record gives"


def _shares_fault(case: _Case) -> str:
    shares = case.display.shares
    if shares and case.display.people < LEAST_FOR_SHARES:
        return "shows shares of too few people"
    fine = all(s % STEP == 0 and LEAST_SHARE <= s <= GREATEST_SHARE for s in shares.values())
    return "" if fine else "shows a share that is not rounded"


CHECKS = (_people_fault, _mean_fault, _interval_fault, _response_fault, _shares_fault)
