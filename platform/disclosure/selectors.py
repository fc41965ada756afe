"""What may be read of published figures: frozen rows only, through the database role for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from disclosure.models import Closing, FrozenPlace, PublishedCell


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as it was called when a month closed."""

    id: int
    name: str
    slug: str


def closed_periods(collection: str) -> list[date]:
    """Return the first days of the months that are closed, in order."""
    closings = _closings().filter(collection=collection, state=Closing.State.CLOSED)
    return list(closings.order_by("period").values_list("period", flat=True))


def cells_of(
    collection: str, place_ids: Collection[int], measure: str, role: str = ""
) -> list[PublishedCell]:
    """Return the figures of the places, by month; of everyone there unless a role is named."""
    cells = _cells().filter(collection=collection, place_id__in=place_ids, measure=measure)
    return list(cells.filter(role=role).order_by("period", "place_id"))


def cells_and_roles(
    collection: str, place_id: int, measure: str, *, roles_in: date | None
) -> list[PublishedCell]:
    """Return the figures of one place by month, and those of each role in the one month named.

    Three years of every role are six hundred rows, of which a page shows a dozen.
    """
    cells = _cells().filter(collection=collection, place_id=place_id, measure=measure)
    return list(cells.filter(Q(role="") | Q(period=roles_in)).order_by("period", "role"))


def counted_in(collection: str, place_id: int, period: date, measure: str) -> str | None:
    """Return the name of the nearest place above whose published figure holds that place's."""
    place = counted_where(collection, place_id, measure).get(period)
    return place.name if place else None


def counted_where(collection: str, place_id: int, measure: str) -> dict[date, NamedPlace]:
    """Return for each closed month the nearest place above with a published figure.

    Above as the tree stood in that month. The queries are as many as the tree has levels.
    """
    above = _lines_above(collection, place_id)
    ids = {place.id for line in above.values() for place in line}
    shown = set(
        _cells()
        .filter(collection=collection, place_id__in=ids, measure=measure, role="")
        .values_list("period", "place_id")
    )
    nearest = {
        period: next((place for place in line if (period, place.id) in shown), None)
        for period, line in above.items()
    }
    return {period: place for period, place in nearest.items() if place is not None}


def _lines_above(collection: str, place_id: int) -> dict[date, list[NamedPlace]]:
    """By month, the places above, nearest first."""
    lines: dict[date, list[NamedPlace]] = {}
    climbing = {row.closing.period: row.parent_id for row in _frozen(collection, [place_id])}
    while parents := {parent for parent in climbing.values() if parent is not None}:
        rows = {(row.closing.period, row.place_id): row for row in _frozen(collection, parents)}
        found = {
            period: row
            for period, parent in climbing.items()
            if parent is not None and (row := rows.get((period, parent)))
        }
        for period, row in found.items():
            place = NamedPlace(row.place_id, row.name, row.slug)
            lines.setdefault(period, []).append(place)
        climbing = {period: row.parent_id for period, row in found.items()}
    return lines


def _frozen(collection: str, place_ids: Iterable[int]) -> QuerySet[FrozenPlace]:
    rows = FrozenPlace.objects.using(settings.DISCLOSURE_DATABASE).select_related("closing")
    return rows.filter(
        closing__collection=collection,
        closing__state=Closing.State.CLOSED,
        place_id__in=place_ids,
    )


def _closings() -> QuerySet[Closing]:
    return Closing.objects.using(settings.DISCLOSURE_DATABASE)


def _cells() -> QuerySet[PublishedCell]:
    return PublishedCell.objects.using(settings.DISCLOSURE_DATABASE)
