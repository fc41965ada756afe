"""How many requests to expect, and whether places will do. Pure: whole weeks in, whole numbers out.

Arrivals: the mean of the last eight to twelve whole weeks, carried on for eight more. The plain
range holds four of five outcomes if weeks go on scattering as they did: for the total of h weeks,
foretold from n, the spread is s * sqrt(h + h * h / n) (the weeks to come, and the doubt about the
mean), with s no smaller than that of a Poisson count. Places: those free now, and of those taken as
many as come free when each is kept for the mean length of a pairing; a supporter takes on one new
person a week at the most. Nothing is foretold from fewer than ten arrivals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, sqrt

WEEKS_AHEAD = 8
FEWEST_WEEKS, MOST_WEEKS = 8, 12
LEAST_ARRIVALS = 10
# The part of a normal curve within which four of five outcomes fall.
FOUR_OF_FIVE = 1.28


class Outlook(StrEnum):
    """What the two numbers say together."""

    ENOUGH = "enough"
    MAY_RUN_SHORT = "may_run_short"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Requests to expect up to a week: the middle, and a range that holds four of five outcomes."""

    expected: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Places:
    """Places of the supporters who could take somebody on: how many there are, free and taken."""

    supporters: int
    free: int
    taken: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What to expect in eight weeks, and the places for it; arrivals is None where withheld.

    by_week: requests to expect up to the end of each week to come.
    """

    arrivals: Arrivals | None
    by_week: tuple[int, ...]
    places: int

    @property
    def outlook(self) -> Outlook | None:
        """Whether places will do; None where nothing is foretold."""
        if self.arrivals is None:
            return None
        if self.arrivals.expected > self.places:
            return Outlook.SHORT
        if self.arrivals.high > self.places:
            return Outlook.MAY_RUN_SHORT
        return Outlook.ENOUGH


def forecast(weekly: Sequence[int], places: Places, *, pairing_weeks: float) -> Forecast:
    """Return what to expect after weekly, the requests of each whole week, oldest first.

    pairing_weeks is the mean length of a pairing, more than 0.
    """
    reach = places_within(places, WEEKS_AHEAD, pairing_weeks)
    known = weekly[-MOST_WEEKS:]
    if len(known) < FEWEST_WEEKS or sum(known) < LEAST_ARRIVALS:
        return Forecast(None, (), reach)
    mean = sum(known) / len(known)
    by_week = tuple(round(mean * week) for week in range(1, WEEKS_AHEAD + 1))
    return Forecast(_arrivals(known, mean), by_week, reach)


def places_within(places: Places, weeks: int, pairing_weeks: float) -> int:
    """Return how many people could be taken on in so many weeks."""
    freed = places.taken * min(1.0, weeks / pairing_weeks)
    return min(places.free + floor(freed), places.supporters * weeks)


def _arrivals(known: Sequence[int], mean: float) -> Arrivals:
    half = FOUR_OF_FIVE * _spread(known, mean) * sqrt(WEEKS_AHEAD + WEEKS_AHEAD**2 / len(known))
    middle = mean * WEEKS_AHEAD
    return Arrivals(round(middle), max(0, floor(middle - half)), ceil(middle + half))


def _spread(known: Sequence[int], mean: float) -> float:
    """The standard deviation of a week; small numbers scatter at least as chance does."""
    variance = sum((week - mean) ** 2 for week in known) / (len(known) - 1)
    return sqrt(max(variance, mean))
