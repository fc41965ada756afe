"""Puts the published months of one place into the words, rows and drawing of its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.charts import (
    Guide,
    GuideKind,
    LineChart,
    Marker,
    NumberedMark,
    Reading,
    line_chart,
)
from disclosure.models import PublishedCell
from organisation.models import Node, RassoRole
from wellbeing.models import TrendNote
from wellbeing.policies import may_write_trend_notes
from wellbeing.selectors.trends import (
    Trend,
    TrendMonth,
    notes_seen_from,
    places_with_trends,
)

Response = PublishedCell.Response
# As the closing job rounds them: the outermost shares are not said more exactly.
LEAST_SHARE, MOST_SHARE = 10, 90

RESPONSES: Mapping[str, Promise] = {
    Response.UNDER_40: gettext_lazy("Under 40%"),
    Response.FROM_40: gettext_lazy("40% to 60%"),
    Response.FROM_60: gettext_lazy("60% to 80%"),
    Response.OVER_80: gettext_lazy("Over 80%"),
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where people without a figure of their own are counted; url is empty if not to be seen."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in words, or where its people are counted instead."""

    label: str
    figure: str = ""
    spread: str = ""
    people: str = ""
    response: "str | Promise" = ""
    by_band: tuple[tuple[str, str], ...] = ()
    counted_in: Elsewhere | None = None
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note with its number on the chart; 0 where its month is not on it."""

    number: int
    note: TrendNote
    month: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class TrendPage:
    """All that the template shows of a place and measure."""

    trend: Trend
    chart: LineChart | None
    rows: tuple[FigureRow, ...]
    roles: tuple[FigureRow, ...]
    longer: tuple[FigureRow, ...]
    notes: tuple[NoteRow, ...]
    counted_in: Elsewhere | None

    @property
    def latest(self) -> str:
        """The latest closed month."""
        return _month(self.trend.closed[-1]) if self.trend.closed else ""

    @property
    def has_responses(self) -> bool:
        """Units and larger places say which part of their people took part."""
        return any(row.response for row in self.rows)

    @property
    def shared(self) -> tuple[FigureRow, ...]:
        """The months that say how people divide over the bands."""
        return tuple(row for row in self.rows if row.by_band)


def trend_page(user: User, place: Node, trend: Trend) -> TrendPage:
    """Return the page of a place that the person may see."""
    elsewhere = _elsewhere(user, trend)
    notes = notes_seen_from(place)
    numbers = _numbers(notes, trend.months)
    return TrendPage(
        trend=trend,
        chart=_chart(place, trend, numbers) if trend.months else None,
        rows=tuple(_month_rows(trend, elsewhere)),
        roles=tuple(sorted(_role_rows(trend), key=lambda row: row.label)),
        longer=tuple(_longer_rows(trend)),
        notes=tuple(
            NoteRow(
                number=numbers.get(note.period, 0),
                note=note,
                month=_month(note.period),
                may_withdraw=may_write_trend_notes(user, note.place),
            )
            for note in sorted(notes, key=lambda note: (note.period, note.created_at))
        ),
        counted_in=elsewhere.get(trend.counted_in.id) if trend.counted_in else None,
    )


def figure_words(mean: int, end: str) -> str:
    """Return "62", or "20 or lower" where the true figure may lie further out."""
    if end == PublishedCell.End.LOW:
        return _("%(mean)s or lower") % {"mean": mean}
    if end == PublishedCell.End.HIGH:
        return _("%(mean)s or higher") % {"mean": mean}
    return str(mean)


def share_words(percent: int | None) -> str:
    """Return "25%", or "10% or less" at the ends; None for a band that was not asked about then."""
    if percent is None:
        return _("Not given")
    if percent <= LEAST_SHARE:
        return _("%(percent)s%% or less") % {"percent": LEAST_SHARE}
    if percent >= MOST_SHARE:
        return _("%(percent)s%% or more") % {"percent": MOST_SHARE}
    return _("%(percent)s%%") % {"percent": percent}


def role_name(code: str) -> str:
    """Return the name of a RASSO role, or the code of one that is no longer used."""
    return str(RassoRole(code).label) if code in RassoRole else code


def _month(month: date) -> str:
    return date_format(month, "F Y")


def _elsewhere(user: User, trend: Trend) -> dict[int, Elsewhere]:
    """By id, the places above that people are counted in, with a link to those one may see."""
    named = {month.counted_in for month in trend.months} | {trend.counted_in}
    places = [place for place in named if place is not None]
    if not places:
        return {}
    seen = places_with_trends(user).filter(pk__in={place.id for place in places})
    urls = {
        pk: f"{reverse('portal:trend', args=[slug])}?measure={trend.measure.code}"
        for pk, slug in seen.values_list("pk", "slug")
    }
    return {place.id: Elsewhere(place.name, urls.get(place.id, "")) for place in places}


def _month_rows(trend: Trend, elsewhere: Mapping[int, Elsewhere]) -> Iterable[FigureRow]:
    """Newest first, as people ask first for what is new."""
    out = trend.control.standing_out if trend.control else frozenset()
    for at, month in reversed(list(enumerate(trend.months))):
        if month.cell is None:
            place = elsewhere.get(month.counted_in.id) if month.counted_in else None
            yield FigureRow(_month(month.month), counted_in=place)
        else:
            yield _figure_row(_month(month.month), month.cell, trend, stands_out=at in out)


def _role_rows(trend: Trend) -> Iterable[FigureRow]:
    for cell in trend.by_role:
        yield _figure_row(role_name(cell.role), cell, trend)


def _figure_row(
    label: str, cell: PublishedCell, trend: Trend, *, stands_out: bool = False
) -> FigureRow:
    spread = _("%(low)s to %(high)s") % {"low": cell.low, "high": cell.high}
    return FigureRow(
        label=label,
        figure=figure_words(cell.mean, cell.end),
        spread=_("Not given at this end") if cell.end else spread,
        people=_("%(people)s or more") % {"people": cell.people},
        response=RESPONSES.get(cell.response, ""),
        by_band=tuple(
            (str(band.label), share_words(cell.bands.get(band.code)))
            for band in trend.measure.bands
            if cell.bands
        ),
        stands_out=stands_out,
    )


def _longer_rows(trend: Trend) -> Iterable[FigureRow]:
    for year in trend.years:
        yield FigureRow(
            _("Year %(year)s") % {"year": year.first_month.year}, figure_words(year.mean, year.end)
        )
    for quarter in reversed(trend.quarters):
        label = _("%(first)s to %(last)s") % {
            "first": date_format(quarter.first_month, "F"),
            "last": _month(quarter.last_month),
        }
        yield FigureRow(label, figure_words(quarter.mean, quarter.end))


def _numbers(notes: Iterable[TrendNote], months: Sequence[TrendMonth]) -> dict[date, int]:
    """One number for each month on the chart that has notes, counted from the oldest."""
    noted = {note.period for note in notes}
    marked = [month.month for month in months if month.month in noted]
    return {month: number for number, month in enumerate(marked, start=1)}


def _chart(place: Node, trend: Trend, numbers: Mapping[date, int]) -> LineChart:
    out = trend.control.standing_out if trend.control else frozenset()
    return line_chart(
        [_reading(month, stands_out=at in out) for at, month in enumerate(trend.months)],
        name="trend",
        title=trend.finding.title if trend.finding else str(trend.measure.label),
        description=_description(place, trend),
        guides=_guides(trend),
        marks=[
            NumberedMark(at, numbers[month.month])
            for at, month in enumerate(trend.months)
            if month.month in numbers
        ],
    )


def _reading(month: TrendMonth, *, stands_out: bool) -> Reading:
    cell = month.cell
    return Reading(
        label=_month(month.month),
        tick=date_format(month.month, "M Y"),
        value=None if cell is None else cell.mean,
        words="" if cell is None else figure_words(cell.mean, cell.end),
        marker=Marker.BOUND if cell is not None and cell.end else Marker.PLAIN,
        stands_out=stands_out,
    )


def _guides(trend: Trend) -> list[Guide]:
    if trend.control is None:
        return []
    words = _("Trial limits: %(low)s to %(high)s") if trend.control.is_trial else ""
    low, high = trend.control.whole_range
    limits = (words or _("Usual range: %(low)s to %(high)s")) % {"low": low, "high": high}
    mean = number_format(trend.control.mean, 1)
    return [
        Guide(trend.control.mean, GuideKind.MEAN, _("The usual (mean): %(mean)s") % {"mean": mean}),
        Guide(trend.control.upper, GuideKind.LIMIT, limits),
        Guide(trend.control.lower, GuideKind.LIMIT, ""),
    ]


def _description(place: Node, trend: Trend) -> str:
    return _(
        "%(measure)s of %(place)s, month by month from %(first)s to %(last)s, on a scale from 0 to "
        "100. The same numbers are in the table after the chart."
    ) % {
        "measure": trend.measure.label,
        "place": place.name,
        "first": _month(trend.months[0].month),
        "last": _month(trend.months[-1].month),
    }
