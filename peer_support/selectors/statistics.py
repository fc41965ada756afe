"""What is published of peer support in a force and above it: frozen figures and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from disclosure.figures import Measure
from disclosure.models import PublishedCell
from disclosure.selectors import NamedPlace, cells_of, closed_periods, counted_where
from organisation.models import Node
from peer_support.group_figures import COLLECTION, measures

MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One place in one month; figure is empty where nothing is published.

    counted_in then names the place above in whose figure its people are, if there is one.
    """

    month: str
    place: str
    figure: str = ""
    spread: str = ""
    people: str = ""
    counted_in: str = ""


def published_rows(force: Node, measure: Measure) -> list[PublishedRow]:
    """Return the force, its region and the nation, month by month, the newest first."""
    places = [*force.get_ancestors().order_by("-path")]
    shown = [force, *places]
    periods = closed_periods(COLLECTION)[-MONTHS_SHOWN:]
    cells = {
        (cell.period, cell.place_id): cell
        for cell in cells_of(COLLECTION, [place.pk for place in shown], measure.code)
    }
    above = {place.pk: counted_where(COLLECTION, place.pk, measure.code) for place in shown}
    return list(_rows(periods, shown, cells, above))


def measure_called(code: str) -> Measure | None:
    """Return the figure with this code, the first one for none."""
    found = measures()
    return next((measure for measure in found if measure.code == (code or found[0].code)), None)


def _rows(
    periods: list[date],
    places: list[Node],
    cells: Mapping[tuple[date, int], PublishedCell],
    above: Mapping[int, Mapping[date, NamedPlace]],
) -> Iterator[PublishedRow]:
    for period in reversed(periods):
        for place in places:
            cell = cells.get((period, place.pk))
            if cell is None:
                counted = above[place.pk].get(period)
                yield PublishedRow(
                    month=date_format(period, "F Y"),
                    place=place.name,
                    counted_in=counted.name if counted else "",
                )
            else:
                yield _published(place.name, cell)


def _published(place: str, cell: PublishedCell) -> PublishedRow:
    spread = _("%(low)s to %(high)s") % {"low": cell.low, "high": cell.high}
    return PublishedRow(
        month=date_format(cell.period, "F Y"),
        place=place,
        figure=_figure_words(cell),
        spread=_("Not given at this end") if cell.end else spread,
        people=_("%(people)s or more") % {"people": cell.people},
    )


def _figure_words(cell: PublishedCell) -> str:
    if cell.end == PublishedCell.End.LOW:
        return _("%(mean)s or lower") % {"mean": cell.mean}
    if cell.end == PublishedCell.End.HIGH:
        return _("%(mean)s or higher") % {"mean": cell.mean}
    return str(cell.mean)
