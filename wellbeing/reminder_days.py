"""On which days reminders fall: plain rules, no clock and no rows."""

from datetime import date, timedelta

WEEK = timedelta(days=7)
LAST_DAY_OF_EVERY_MONTH = 28


def next_weekly(*, after: date, weekday: int) -> date:
    """Return the first day after `after` that is the weekday (1 is Monday)."""
    ahead = (weekday - after.isoweekday()) % 7
    return after + (timedelta(days=ahead) or WEEK)


def next_monthly(*, after: date, day: int) -> date:
    """Return the first day after `after` with that number in its month (1 to 28)."""
    if after.day < day:
        return after.replace(day=day)
    return (after.replace(day=LAST_DAY_OF_EVERY_MONTH) + WEEK).replace(day=day)
