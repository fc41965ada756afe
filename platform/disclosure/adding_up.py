"""Puts atoms together to the figures of places, and rounds them as they are shown. Pure.

What is shown depends on the doubted number of people (counting.doubted), never on the exact one,
but for the mean itself, which the noise covers (HOW_WE_KNOW.md, step 6).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import ceil, floor, sqrt

from disclosure.bounding import colluders, widest_margin
from disclosure.counting import rounded_down
from disclosure.figures import SCALE
from disclosure.noise import SUM_SD
from disclosure.threshold import ROOM_FOR_DOUBT
from disclosure.tree import Tree

# Two sides of 2.5% of a normal variable.
WIDTH_OF_95 = 1.96


@dataclass(frozen=True, slots=True)
class Part:
    """One atom or several: exact people, doubted people, bounded noisy total, noisy bands.

    margin is the sum of what the bound keeps free at each end, at its widest.
    """

    people: int
    doubted: int
    total: float
    bands: Mapping[str, float]
    margin: int
    atoms: int = 1

    def __add__(self, other: "Part") -> "Part":
        bands = {code: number + other.bands[code] for code, number in self.bands.items()}
        return Part(
            people=self.people + other.people,
            doubted=self.doubted + other.doubted,
            total=self.total + other.total,
            bands=bands,
            margin=self.margin + other.margin,
            atoms=self.atoms + other.atoms,
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A mean as it is shown: whole numbers of 0-100; end is "", "low" or "high"."""

    mean: int
    end: str
    low: int
    high: int
    people: int


def margin(doubted: int) -> int:
    """Return the most that the bound may keep free of an atom of so many doubted people."""
    return (colluders(doubted + ROOM_FOR_DOUBT) + 1) * SCALE


def add_up(tree: Tree, published: Collection[int], atoms: Mapping[int, Part]) -> dict[int, Part]:
    """Return each published place as the sum of its atoms; atoms are by published place."""
    found = dict(atoms)
    for place_id in reversed(tree.order):
        parent_id = tree.parent(place_id)
        if place_id in published and parent_id is not None:
            below = found[place_id]
            found[parent_id] = found[parent_id] + below if parent_id in found else below
    return {place_id: found[place_id] for place_id in tree.order if place_id in published}


def shown(part: Part, spread: int) -> Shown:
    """Round a figure: mean half up, its 95% interval outwards, people down to a multiple of 5.

    spread is the standard deviation of scores (spread.spreads).
    """
    people = rounded_down(part.doubted)
    edge = _edge(part, people)
    exact = floor(part.total / part.people + 0.5)
    mean = min(max(exact, edge), SCALE - edge)
    end = "low" if exact <= edge else "high" if exact >= SCALE - edge else ""
    half = WIDTH_OF_95 * sqrt(spread**2 / people + SUM_SD**2 * part.atoms / people**2)
    low = 0 if end == "low" else max(0, floor(mean - half))
    high = SCALE if end == "high" else min(SCALE, ceil(mean + half))
    return Shown(mean, end, low, high, people)


def response(doubted: int, members: int) -> str:
    """Return which part of those who could took part, as a band's code."""
    percent = 100 * doubted / members
    for limit, code in ((40, "under_40"), (60, "40_60"), (80, "60_80")):
        if percent < limit:
            return code
    return "over_80"


def _edge(part: Part, people: int) -> int:
    """Return the mean at or below which nothing finer is said: 20 where 10 people are shown."""
    if part.atoms == 1:
        return ceil(widest_margin(people))
    return ceil(part.margin / part.doubted)
