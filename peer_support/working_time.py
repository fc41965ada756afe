"""Adds working hours to a moment: Monday to Friday, 08:00 to 18:00 in London, no bank holidays.

Pure. Each day's hours are turned into universal time before anything is counted, so a change of
the clocks neither takes nor gives an hour.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(8), time(18)
SATURDAY = 5
# England and Wales share their bank holidays.
ENGLAND_AND_WALES = "ENG"


def add_working_hours(start: datetime, hours: float, country: str = ENGLAND_AND_WALES) -> datetime:
    """Return the moment at which so many working hours have passed since start, in UTC.

    hours: 0 or more; 0 leads to the next working moment. Exactly at closing time counts as that
    day. country: the part of the United Kingdom, as the holidays library names it. Raises
    ValueError for a start without a time zone or for hours below 0.
    """
    if start.tzinfo is None or hours < 0:
        raise ValueError("Working hours are counted forwards from a moment with a time zone.")
    left = timedelta(hours=hours)
    for opens, closes in _working_days(start.astimezone(LONDON).date(), country):
        begin = max(opens, start.astimezone(UTC))
        if begin < closes and left <= closes - begin:
            return begin + left
        left -= max(closes - begin, timedelta())
    raise AssertionError("The calendar has no end.")


def is_working_day(day: date, country: str = ENGLAND_AND_WALES) -> bool:
    """Whether offers are answered on that day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year, country)


@cache
def bank_holidays(year: int, country: str = ENGLAND_AND_WALES) -> frozenset[date]:
    """Return the bank holidays of one year, substitute days among them."""
    return frozenset(country_holidays("GB", subdiv=country, years=year))


def _working_days(day: date, country: str) -> Iterator[tuple[datetime, datetime]]:
    """Yield opening and closing, in UTC, of each working day from that day on."""
    while True:
        if is_working_day(day, country):
            yield _utc(day, OPENS), _utc(day, CLOSES)
        day += timedelta(days=1)


def _utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)
