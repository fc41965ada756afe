"""How often an instrument can be answered. Pure.

More answers would say more about one person than their share of a month's figure, and a score
that is taken too often measures the taking.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from wellbeing.instruments import Cadence
from wellbeing.months import months_before


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many check-ins in a stretch of so many months."""

    most: int
    months: int = 1


LIMITS: Final[Mapping[Cadence, Limit]] = {
    Cadence.WEEKLY: Limit(5),
    Cadence.FORTNIGHTLY: Limit(3),
    Cadence.MONTHLY: Limit(1),
    Cadence.QUARTERLY: Limit(1, months=3),
}


def is_used_up(cadence: Cadence, answered: Iterable[date], period: date) -> bool:
    """Whether the answered months leave no room for one more in period."""
    limit = LIMITS[cadence]
    first = months_before(period, limit.months - 1)
    last = months_before(period, 1 - limit.months)
    return sum(first <= month <= last for month in answered) >= limit.most
