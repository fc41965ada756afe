"""XmR control charts by the rules of the NHS programme "Making data count"; numbers only.

Months are given in order, one value each, None for a month without a published figure. Such a gap
is not a nought and not a value like its neighbours: no moving range is taken across it, and it ends
every run, so seven in a row always means seven neighbouring months.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import pairwise
from math import ceil, floor

BASELINE = 12
# Below this many months limits would rest on so few ranges that they would mislead.
LEAST_POINTS = 6
LEAST_RANGES = 4
SCREEN = 3.267
SPREAD = 2.66
IN_A_ROW = 7
WINDOW = 3
OF_WINDOW = 2
FAR_OUT = 2 / 3

Values = Sequence[float | None]


class SignalKind(StrEnum):
    """The four patterns that chance makes rarely, in the order in which a title prefers them."""

    ONE_SIDE = "one_side"
    OUTSIDE = "outside"
    STEADY = "steady"
    NEAR_LIMIT = "near_limit"

    @property
    def rank(self) -> int:
        """Nought for the pattern that says most."""
        return list(SignalKind).index(self)


class Way(IntEnum):
    """Above the mean or rising; below it or falling."""

    UP = 1
    DOWN = -1


@dataclass(frozen=True, slots=True)
class Signal:
    """One pattern: the places in the series that make it up, in order."""

    kind: SignalKind
    way: Way
    places: tuple[int, ...]

    @property
    def last(self) -> int:
        """Where the pattern ends."""
        return self.places[-1]


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Mean and limits (in the unit of the values), and the signals, oldest first.

    is_trial: the limits rest on fewer than twelve months and still move with each new one.
    """

    mean: float
    lower: float
    upper: float
    points: int
    is_trial: bool
    signals: tuple[Signal, ...]

    @property
    def whole_range(self) -> tuple[int, int]:
        """The least and greatest whole numbers from 0 to 100 that lie within the limits.

        Rounded outwards, a month beyond a limit would read as one within the range.
        """
        low, high = max(0, ceil(self.lower)), min(100, floor(self.upper))
        return (low, high) if low <= high else (round(self.mean), round(self.mean))

    @property
    def standing_out(self) -> frozenset[int]:
        """The places in the series that belong to any signal."""
        return frozenset(place for signal in self.signals for place in signal.places)


def control_chart(values: Values) -> ControlChart | None:
    """Return the chart of a series of months, or None where there are too few to say.

    The first twelve values are the baseline: they fix mean and limits, so that later months are
    held against them and do not move them. Source: NHS England, "Making data count".
    """
    points = sum(value is not None for value in values)
    baseline = _baseline(values)
    ranges = moving_ranges(baseline)
    if points < LEAST_POINTS or len(ranges) < LEAST_RANGES:
        return None
    mean = _mean([value for value in baseline if value is not None])
    reach = SPREAD * screened_mean(ranges)
    return ControlChart(
        mean=mean,
        lower=mean - reach,
        upper=mean + reach,
        points=points,
        is_trial=points < BASELINE,
        signals=find_signals(values, mean, reach),
    )


def moving_ranges(values: Values) -> list[float]:
    """Return how far each month is from the one before, for neighbours that both have a value."""
    pairs = pairwise(values)
    return [abs(b - a) for a, b in pairs if a is not None and b is not None]


def screened_mean(ranges: Sequence[float]) -> float:
    """Return the mean range without those of 3.267 times the mean or more, averaged anew once."""
    first = _mean(ranges)
    # Where nothing ever moved, every range is "3.267 times" a mean of nought: keep them.
    return _mean([one for one in ranges if one < SCREEN * first] or ranges)


def find_signals(values: Values, mean: float, reach: float) -> tuple[Signal, ...]:
    """Return every signal around mean, with limits at reach on both sides, by where it ends."""
    found = [
        *_outside(values, mean, reach),
        *_one_side(values, mean),
        *_steady(values),
        *_near_limit(values, mean, reach),
    ]
    return tuple(sorted(found, key=lambda signal: (signal.last, signal.kind.rank)))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _baseline(values: Values) -> Values:
    """The months up to the twelfth that has a value."""
    seen = 0
    for place, value in enumerate(values):
        seen += value is not None
        if seen == BASELINE:
            return values[: place + 1]
    return values


def _outside(values: Values, mean: float, reach: float) -> Iterator[Signal]:
    for place, value in enumerate(values):
        if value is not None and abs(value - mean) > reach:
            way = Way.UP if value > mean else Way.DOWN
            yield Signal(SignalKind.OUTSIDE, way, (place,))


def _one_side(values: Values, mean: float) -> Iterator[Signal]:
    """Seven or more on one side of the mean; a month exactly on it is on neither."""
    for way in Way:
        for places in _stretches([None if v is None else (v - mean) * way for v in values]):
            if len(places) >= IN_A_ROW:
                yield Signal(SignalKind.ONE_SIDE, way, places)


def _stretches(values: Values) -> Iterator[tuple[int, ...]]:
    """Every unbroken run of neighbouring places above nought."""
    run: list[int] = []
    for place, value in enumerate(values):
        if value is not None and value > 0:
            run.append(place)
            continue
        if run:
            yield tuple(run)
        run = []
    if run:
        yield tuple(run)


def _steady(values: Values) -> Iterator[Signal]:
    """Seven or more months of which each is above (or each below) the one before."""
    pairs = pairwise(values)
    steps = [None, *(None if a is None or b is None else b - a for a, b in pairs)]
    for way in Way:
        for places in _stretches([None if step is None else step * way for step in steps]):
            if len(places) >= IN_A_ROW - 1:
                yield Signal(SignalKind.STEADY, way, (places[0] - 1, *places))


def _near_limit(values: Values, mean: float, reach: float) -> Iterator[Signal]:
    """Two of three neighbouring months beyond two thirds of the way to the same limit."""
    for way in Way:
        hits: tuple[int, ...] = ()
        for window in _windows(values):
            out = tuple(at for at, value in window if (value - mean) * way > reach * FAR_OUT)
            if len(out) < OF_WINDOW:
                continue
            if hits and out[0] not in hits:
                yield Signal(SignalKind.NEAR_LIMIT, way, hits)
                hits = ()
            hits += tuple(at for at in out if at not in hits)
        if hits:
            yield Signal(SignalKind.NEAR_LIMIT, way, hits)


def _windows(values: Values) -> Iterator[list[tuple[int, float]]]:
    """Each three neighbouring months that all have a value, with their places."""
    for start in range(len(values) - WINDOW + 1):
        part = values[start : start + WINDOW]
        window = [(start + at, value) for at, value in enumerate(part) if value is not None]
        if len(window) == WINDOW:
            yield window
