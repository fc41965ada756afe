"""What an instrument is: frozen values that say what is asked, how it is scored and whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Cadence(StrEnum):
    """How often an instrument is meant to be answered."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Method(StrEnum):
    """How the answers of a scale become one score."""

    SUM = "sum"
    MEAN = "mean"


class Unit(StrEnum):
    """Which of the two figures of a score a band or a rule speaks of."""

    RAW = "raw"
    OUT_OF_100 = "out_of_100"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen; the label is empty where only the ends have words."""

    value: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question. Low and high label stand at the ends of a row of unlabelled options."""

    code: str
    text: str
    options: tuple[Option, ...]
    low_label: str = ""
    high_label: str = ""
    why: str = ""

    # Worked out once: at a month's close they are needed a million times.
    values: frozenset[int] = field(init=False, repr=False, compare=False)
    least: int = field(init=False, repr=False, compare=False)
    most: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        values = frozenset(option.value for option in self.options)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "least", min(values, default=0))
        object.__setattr__(self, "most", max(values, default=0))

    @property
    def has_labels(self) -> bool:
        return any(option.label for option in self.options)

    def label_of(self, value: int) -> str:
        """Return the words of one answer, "" where it has none."""
        return next((option.label for option in self.options if option.value == value), "")


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a scale; both edges belong to it."""

    code: str
    label: str
    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Scale:
    """One score of an instrument: which items make it and how.

    Raw is the scale's own unit, after reversing; out of 100 maps the least and the greatest
    possible raw score to 0 and 100. A reversed item counts as least + most - answer. Published
    means that groups' figures are made of it, never that anyone sees one person's.
    """

    code: str
    label: str
    items: tuple[str, ...]
    reversed_items: frozenset[str] = frozenset()
    method: Method = Method.SUM
    # With fewer answers than this there is no score. All of them, but where the authors say less.
    least_answered: int = 0
    high_is_worse: bool = False
    bands: tuple[Band, ...] = ()
    bands_on: Unit = Unit.RAW
    # From this raw score on, the authors call the scale positive.
    positive_from: int | None = None
    # The authors' score for each possible sum, from the least on; empty where the sum is the score.
    conversion: tuple[float, ...] = ()
    # A smaller difference out of 100 says nothing, where the authors give one.
    change_that_counts: int | None = None
    published: bool = False

    def band(self, code: str) -> Band | None:
        return next((band for band in self.bands if band.code == code), None)


@dataclass(frozen=True, slots=True)
class ScaleScore:
    """One person's score on one scale; the band's code, "" where the scale has none."""

    raw: float
    out_of_100: float
    band: str = ""

    def in_unit(self, unit: Unit) -> float:
        return self.raw if unit is Unit.RAW else self.out_of_100


Scores = Mapping[str, ScaleScore | None]


@dataclass(frozen=True, slots=True)
class HelpRule:
    """When a score brings help onto the person's own page, and does nothing else anywhere."""

    scale: str
    unit: Unit = Unit.RAW
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None

    def meets(self, score: ScaleScore) -> bool:
        value = score.in_unit(self.unit)
        if self.at_least is not None and value >= self.at_least:
            return True
        if self.at_most is not None and value <= self.at_most:
            return True
        return self.below is not None and value < self.below


@dataclass(frozen=True, slots=True)
class Instrument:
    """A whole instrument, with its terms. Short licence for a page, licence text in full."""

    code: str
    title: str
    intro: str
    look_back: str
    cadence: Cadence
    licence: str
    attribution: str
    source: str
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    help_rules: tuple[HelpRule, ...] = ()
    licence_text: str = ""
    version: int = 1
    built_in: bool = True
    _items_by_code: Mapping[str, Item] = field(init=False, repr=False, compare=False)
    _scales_by_code: Mapping[str, Scale] = field(init=False, repr=False, compare=False)
    _items_by_scale: Mapping[str, tuple[Item, ...]] = field(init=False, repr=False, compare=False)
    published_scales: tuple[Scale, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # As above: scoring runs over every answer of a month, so it looks everything up.
        items = {item.code: item for item in self.items}
        of_scales = {
            scale.code: tuple(items[code] for code in scale.items if code in items)
            for scale in self.scales
        }
        published = tuple(scale for scale in self.scales if scale.published)
        object.__setattr__(self, "_items_by_code", items)
        object.__setattr__(self, "_scales_by_code", {scale.code: scale for scale in self.scales})
        object.__setattr__(self, "_items_by_scale", of_scales)
        object.__setattr__(self, "published_scales", published)

    def item(self, code: str) -> Item | None:
        return self._items_by_code.get(code)

    def scale(self, code: str) -> Scale | None:
        return self._scales_by_code.get(code)

    def items_of(self, scale: Scale) -> tuple[Item, ...]:
        """Return the items of one of its scales, those that it has."""
        return self._items_by_scale.get(scale.code, ())
