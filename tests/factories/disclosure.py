"""Closed months as the closing job leaves them: close_month(period, cell(team, 62))."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from disclosure.models import Closing, FrozenPlace, PublishedCell
from organisation.models import Node
from organisation.selectors import places_on

COLLECTION = "wellbeing"
PULSE = "pulse.overall"
Cell = Callable[[str, date], PublishedCell]


def month(number: int, first: date = date(2024, 11, 1)) -> date:
    """Return the first day of the month that is number months after first."""
    months = first.year * 12 + first.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def cell(place: Node, mean: int, **fields: Any) -> Cell:
    """Return a figure of 15 or more people, to be written when its month closes.

    fields: any other of PublishedCell's, such as end, people, role, measure or bands.
    """
    values = {"measure": PULSE, "low": max(0, mean - 9), "high": min(100, mean + 9), "people": 15}

    def of_month(collection: str, period: date) -> PublishedCell:
        return PublishedCell(
            collection=collection, period=period, place=place, mean=mean, **values | fields
        )

    return of_month


def close_month(period: date, *cells: Cell, collection: str = COLLECTION) -> Closing:
    """Close a month with these figures and the tree as it stood on the month's last day."""
    after = month(1, period)
    closing = Closing.objects.create(
        collection=collection,
        period=period,
        state=Closing.State.CLOSING,
        closed_at=datetime(after.year, after.month, 3, 4, 0, tzinfo=UTC),
    )
    FrozenPlace.objects.bulk_create(
        FrozenPlace(
            closing=closing,
            place_id=place.id,
            parent_id=place.parent_id,
            kind=place.kind,
            name=place.name,
            slug=place.slug,
        )
        for place in places_on(after - timedelta(days=1))
    )
    PublishedCell.objects.bulk_create(make(collection, period) for make in cells)
    closing.state = Closing.State.CLOSED
    closing.save(update_fields=["state"])
    return closing


def close_months(place: Node, *means: int | None, first: date = date(2024, 11, 1)) -> list[Closing]:
    """Close a month for each mean, from first on; None leaves the place without a figure."""
    return [
        close_month(month(number, first), *([] if mean is None else [cell(place, mean)]))
        for number, mean in enumerate(means)
    ]
