"""Months as check-ins know them: named by their first day, open until their figures are frozen."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from disclosure.models import Closing

COLLECTION = "wellbeing"
MONTHS_A_YEAR = 12


def month_of(day: date) -> date:
    """Return the first day of the day's month."""
    return day.replace(day=1)


def this_month(now: datetime) -> date:
    """Return the month in which a person here finds themselves now."""
    return month_of(timezone.localdate(now))


def months_before(period: date, count: int) -> date:
    """Return the month that lies count months before period; after it, if count is negative."""
    years, month = divmod(period.year * MONTHS_A_YEAR + period.month - 1 - count, MONTHS_A_YEAR)
    return date(years, month + 1, 1)


def last_day_of(period: date) -> date:
    """Return the last day of the month."""
    return months_before(period, -1) - timedelta(days=1)


def closed_months() -> "QuerySet[Closing, date]":
    """Return the first days of the months whose figures are frozen."""
    closed = Closing.objects.filter(collection=COLLECTION, state=Closing.State.CLOSED)
    return closed.values_list("period", flat=True)


def is_closed(period: date) -> bool:
    """Whether the month's figures are frozen, so that nothing can join them any more."""
    return closed_months().filter(period=period).exists()
