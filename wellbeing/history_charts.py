"""A person's own scores as charts and tables with the same numbers, every scale out of 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.charts import LineChart, Reading, line_chart
from wellbeing.instruments import Instrument
from wellbeing.months import months_before
from wellbeing.selectors.own_history import OwnPoint, OwnSeries

NO_SCORE = "–"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One month of a table: a figure for each scale, in the order of the headings."""

    month: date
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistorySection:
    """One instrument: the charts that stand open, those that can be opened, and the table."""

    instrument: Instrument
    charts: tuple[LineChart, ...]
    more_charts: tuple[LineChart, ...]
    headings: tuple[str, ...]
    rows: tuple[HistoryRow, ...]


def sections_of(series: Sequence[OwnSeries]) -> list[HistorySection]:
    """Return a section for each instrument with a score, in the order of the series."""
    return [
        _section(instrument, tuple(own))
        for instrument, own in groupby(series, key=lambda found: found.instrument)
    ]


def _section(instrument: Instrument, own: tuple[OwnSeries, ...]) -> HistorySection:
    months = _months(own)
    main = [found for found in own if found.scale.published] or list(own)
    return HistorySection(
        instrument=instrument,
        charts=tuple(_chart(found, months) for found in main),
        more_charts=tuple(_chart(found, months) for found in own if found not in main),
        headings=tuple(found.scale.label for found in own),
        rows=tuple(_row(month, own) for month in reversed(months)),
    )


def _months(own: tuple[OwnSeries, ...]) -> list[date]:
    """Every month from the first score to the last, those without one included."""
    found = [point.period for one in own for point in one.points]
    months = [min(found)]
    while months[-1] < max(found):
        months.append(months_before(months[-1], -1))
    return months


def _row(month: date, own: tuple[OwnSeries, ...]) -> HistoryRow:
    points = (_at(month, found) for found in own)
    return HistoryRow(month, tuple(_figure(point) if point else NO_SCORE for point in points))


def _at(month: date, own: OwnSeries) -> OwnPoint | None:
    return next((point for point in own.points if point.period == month), None)


def _figure(point: OwnPoint) -> str:
    return str(round(point.out_of_100))


def _chart(own: OwnSeries, months: list[date]) -> LineChart:
    readings = [_reading(month, _at(month, own)) for month in months]
    return line_chart(
        readings,
        name=own.code.replace(".", "-"),
        title=own.scale.label,
        description=_description(own, months),
    )


def _reading(month: date, point: OwnPoint | None) -> Reading:
    return Reading(
        label=date_format(month, "F Y"),
        tick=date_format(month, "M Y"),
        value=point.out_of_100 if point else None,
        words=_figure(point) if point else "",
    )


def _description(own: OwnSeries, months: list[date]) -> str:
    return _(
        "%(scale)s, out of 100, from %(first)s to %(last)s. "
        "The same figures are in the table below."
    ) % {
        "scale": own.scale.label,
        "first": date_format(months[0], "F Y"),
        "last": date_format(months[-1], "F Y"),
    }
