"""Months as their first days, and when each one closes. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

# On this day of the next month, so that who was away on the last day can still answer.
CLOSING_DAY = 3


def next_month(period: date) -> date:
    """Return the first day of the month after."""
    return (period.replace(day=28) + timedelta(days=4)).replace(day=1)


def last_day(period: date) -> date:
    """Return the last day of the month."""
    return next_month(period) - timedelta(days=1)


def closes_on(period: date) -> date:
    """Return the first day on which the month can be closed."""
    return next_month(period).replace(day=CLOSING_DAY)


def closing_moment(period: date) -> datetime:
    """Return when the month is due to be closed: as its closing day begins, in local time."""
    return timezone.make_aware(datetime.combine(closes_on(period), time.min))


def due_months(first: date | None, today: date) -> Iterator[date]:
    """Yield the months from first on that can be closed today, oldest first."""
    period = first
    while period is not None and closes_on(period) <= today:
        yield period
        period = next_month(period)
