"""The published months of one place and measure, as its trend page tells them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from disclosure.figures import Measure
from disclosure.models import PublishedCell
from disclosure.selectors import (
    NamedPlace,
    cells_and_roles,
    closed_periods,
    counted_where,
)
from organisation.models import Node
from organisation.selectors import post_today
from wellbeing.group_figures import measures
from wellbeing.models import TrendNote
from wellbeing.months import COLLECTION
from wellbeing.policies import trend_places
from wellbeing.trends.findings import Finding, find
from wellbeing.trends.longer_views import LongerFigure, MonthlyFigure, quarters, years
from wellbeing.trends.xmr import ControlChart, control_chart

FIRST_MEASURE = "pulse.overall"
ANSWERS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class TrendMonth:
    """One closed month: its figure, or the place above in which its people are counted."""

    month: date
    cell: PublishedCell | None
    counted_in: NamedPlace | None


@dataclass(frozen=True, slots=True)
class Trend:
    """All that is published of one place and measure, from its first figure on.

    months is empty where nothing is published; counted_in then names where the latest month's
    people are counted. by_role holds the figures of the latest closed month.
    """

    measure: Measure
    closed: tuple[date, ...]
    months: tuple[TrendMonth, ...]
    finding: Finding | None
    control: ControlChart | None
    counted_in: NamedPlace | None
    by_role: tuple[PublishedCell, ...]
    quarters: tuple[LongerFigure, ...]
    years: tuple[LongerFigure, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether a month since the first figure has none."""
        return any(month.cell is None for month in self.months)


def places_with_trends(user: User) -> QuerySet[Node]:
    """Return the places whose published figures the person may see, in the order of the tree."""
    return Node.objects.filter(trend_places(user))


def trend_measures() -> tuple[Measure, ...]:
    """Return every measure that groups' figures are published of, the one shown first in front."""
    return tuple(sorted(measures(), key=lambda measure: measure.code != FIRST_MEASURE))


def trend_of(place_id: int, measure: Measure) -> Trend:
    """Return the trend of a place; the queries do not grow with months, places or people."""
    closed = closed_periods(COLLECTION)
    latest = closed[-1] if closed else None
    cells = cells_and_roles(COLLECTION, place_id, measure.code, roles_in=latest)
    figures = {cell.period: cell for cell in cells if cell.role == ""}
    shown = [period for period in closed if figures and period >= min(figures)]
    is_whole = bool(figures) and len(shown) == len(figures)
    elsewhere = {} if is_whole else counted_where(COLLECTION, place_id, measure.code)
    values = [figures[period].mean if period in figures else None for period in shown]
    monthly = [MonthlyFigure(cell.period, cell.mean, cell.end) for cell in figures.values()]
    return Trend(
        measure=measure,
        closed=tuple(closed),
        months=tuple(_months(shown, figures, elsewhere)),
        finding=find(shown, values, high_is_worse=measure.high_is_worse) if shown else None,
        control=control_chart(values),
        counted_in=elsewhere.get(latest) if latest else None,
        by_role=tuple(cell for cell in cells if cell.role),
        quarters=quarters(monthly),
        years=years(monthly),
    )


def notes_seen_from(place: Node) -> list[TrendNote]:
    """Return the notes of a place and of those above it, the latest month first."""
    notes = TrendNote.objects.seen_from(place).select_related("place")
    return list(notes.order_by("-period", "-created_at"))


def heard_and_did_for(person: User) -> list[TrendNote]:
    """Return what was published for the people of the place where the person works, newest first.

    Nothing for a person without a post.
    """
    post = post_today(person)
    if post is None:
        return []
    notes = TrendNote.objects.seen_from(post.node).filter(kind=TrendNote.Kind.HEARD_AND_DID)
    return list(notes.select_related("place").order_by("-period", "-created_at")[:ANSWERS_SHOWN])


def _months(
    shown: Sequence[date],
    figures: Mapping[date, PublishedCell],
    elsewhere: Mapping[date, NamedPlace],
) -> Iterator[TrendMonth]:
    for period in shown:
        cell = figures.get(period)
        yield TrendMonth(period, cell, None if cell else elsewhere.get(period))
