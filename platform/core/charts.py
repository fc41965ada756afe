"""Where the parts of a line chart stand: pure geometry, which a template draws as SVG.

The picture always runs from nought to the top of its scale, so that a small change looks small.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Units of the drawing; the style sheet fits it to the page. The left holds the numbers of the
# scale, the bottom the months, the top the numbers of the notes.
WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 610, 40, 350
STEPS_UP = 5
MOST_LABELS = 3


class Marker(StrEnum):
    """How a point is drawn; its words say the same."""

    PLAIN = "plain"
    BOUND = "bound"


class GuideKind(StrEnum):
    """What a line across the chart stands for."""

    MEAN = "mean"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Reading:
    """One place on the horizontal scale; a value of None is a gap, which no line crosses.

    label: the place in full ("January 2026"). tick: the same, short ("Jan 2026").
    words: the value as people read it ("63", "20 or lower"); the value itself when empty.
    stands_out: whether it gets a ring, which the text beside the chart must explain.
    """

    label: str
    value: float | None
    tick: str = ""
    words: str = ""
    marker: Marker = Marker.PLAIN
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """A line across the chart at one value; without a label it shares the one of its pair."""

    value: float
    kind: GuideKind
    label: str


@dataclass(frozen=True, slots=True)
class NumberedMark:
    """A number above a reading; a list below the chart says what it stands for."""

    position: int
    number: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A number or word on one of the scales, at so many units from the edge."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One reading in the drawing."""

    x: int
    y: int
    words: str
    marker: Marker
    stands_out: bool


@dataclass(frozen=True, slots=True)
class DrawnGuide:
    """A guide in the drawing."""

    y: int
    kind: GuideKind
    label: str


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A numbered mark in the drawing."""

    x: int
    number: int


@dataclass(frozen=True, slots=True)
class LineChart:
    """All that components/line_chart.html draws; name keeps the ids of two charts apart."""

    name: str
    title: str
    description: str
    up: tuple[Tick, ...]
    along: tuple[Tick, ...]
    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    guides: tuple[DrawnGuide, ...]
    marks: tuple[DrawnMark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM

    @property
    def has_bound(self) -> bool:
        """Whether a reading is only known to lie at or beyond what is drawn."""
        return any(dot.marker == Marker.BOUND for dot in self.dots)

    @property
    def has_standing_out(self) -> bool:
        """Whether a reading has a ring."""
        return any(dot.stands_out for dot in self.dots)


def line_chart(
    readings: Sequence[Reading],
    *,
    name: str,
    title: str,
    description: str,
    top_value: int = 100,
    guides: Iterable[Guide] = (),
    marks: Iterable[NumberedMark] = (),
) -> LineChart:
    """Return the drawing of readings on a scale from 0 to top_value (100 or 10)."""
    return LineChart(
        name=name,
        title=title,
        description=description,
        up=_ticks_up(top_value),
        along=_ticks_along(readings),
        lines=_lines(readings, top_value),
        dots=_dots(readings, top_value),
        guides=tuple(
            DrawnGuide(_y(guide.value, top_value), guide.kind, guide.label) for guide in guides
        ),
        marks=tuple(DrawnMark(_x(mark.position, len(readings)), mark.number) for mark in marks),
    )


def _x(position: int, count: int) -> int:
    """One reading of one stands in the middle; more are spread from edge to edge."""
    if count == 1:
        return (LEFT + RIGHT) // 2
    return round(LEFT + (RIGHT - LEFT) * position / (count - 1))


def _y(value: float, top_value: int) -> int:
    """A limit that was computed beyond the scale is drawn at its end."""
    inside = min(max(value, 0), top_value)
    return round(BOTTOM - (BOTTOM - TOP) * inside / top_value)


def _ticks_up(top_value: int) -> tuple[Tick, ...]:
    values = [top_value * step // STEPS_UP for step in range(STEPS_UP + 1)]
    return tuple(Tick(_y(value, top_value), str(value)) for value in values)


def _ticks_along(readings: Sequence[Reading]) -> tuple[Tick, ...]:
    """Few enough labels not to touch on a phone, counted back from the latest."""
    count = len(readings)
    every = max(1, -(-count // MOST_LABELS))
    shown = range(count - 1, -1, -every)
    return tuple(
        Tick(_x(place, count), readings[place].tick or readings[place].label)
        for place in sorted(shown)
    )


def _lines(readings: Sequence[Reading], top_value: int) -> tuple[str, ...]:
    """The points of each unbroken stretch, as SVG writes them; a lone reading has no line."""
    stretches: list[list[str]] = [[]]
    for place, reading in enumerate(readings):
        if reading.value is None:
            stretches.append([])
            continue
        point = f"{_x(place, len(readings))},{_y(reading.value, top_value)}"
        stretches[-1].append(point)
    return tuple(" ".join(points) for points in stretches if len(points) > 1)


def _dots(readings: Sequence[Reading], top_value: int) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            x=_x(place, len(readings)),
            y=_y(reading.value, top_value),
            words=f"{reading.label}: {reading.words or format(reading.value, 'g')}",
            marker=reading.marker,
            stands_out=reading.stands_out,
        )
        for place, reading in enumerate(readings)
        if reading.value is not None
    )
