"""What a package says of one month so that figures can be made of it. Pure: no table, no clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.functional import Promise

# Every score is mapped to 0..SCALE before it comes here.
SCALE: Final = 100


@dataclass(frozen=True, slots=True)
class Band:
    """One named stretch of a measure's scores."""

    code: str
    label: "str | Promise"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure that is published of each group; code is unique in its collection."""

    code: str
    label: "str | Promise"
    high_is_worse: bool = False
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """One person's score in one month: ref is their pseudonym, score lies in 0..SCALE."""

    ref: str
    place_id: int
    role: str
    score: float
    band: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a source says of one month.

    people: where each person who could have answered belonged when the month ended.
    contributions: by measure, each person at most once.
    roles: the role of everyone in people when the month ended; without it no figures of roles are
    published, because nobody could say how many of a role might have stayed away.
    """

    people: Mapping[str, int]
    contributions: Mapping[str, Sequence[Contribution]]
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A package that publishes group figures; named in its module group_figures, as SOURCES.

    first_period: the first day of the first month with anything to publish, or None.
    after_close: runs in the transaction that freezes the month.
    """

    code: str
    measures: Callable[[], tuple[Measure, ...]]
    first_period: Callable[[], date | None]
    gather: Callable[[date], Gathered]
    after_close: Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the tree as it stood when the month ended."""

    id: int
    parent_id: int | None
    kind: str
    name: str
    slug: str
