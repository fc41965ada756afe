"""On which days reminders fall."""

from datetime import date

import pytest

from wellbeing.reminder_days import next_monthly, next_weekly

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("weekday", "day"), [(1, 23), (2, 24), (3, 25), (4, 19), (5, 20), (6, 21), (7, 22)]
)
def test_a_weekly_reminder_falls_on_the_next_such_day_and_never_today(
    weekday: int, day: int
) -> None:
    assert next_weekly(after=WEDNESDAY, weekday=weekday) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("after", "day", "expected"),
    [
        (date(2026, 11, 18), 19, date(2026, 11, 19)),
        (date(2026, 11, 18), 18, date(2026, 12, 18)),
        (date(2026, 11, 18), 1, date(2026, 12, 1)),
        (date(2026, 12, 31), 28, date(2027, 1, 28)),
        (date(2027, 1, 31), 28, date(2027, 2, 28)),
        (date(2027, 2, 28), 28, date(2027, 3, 28)),
        (date(2028, 2, 29), 1, date(2028, 3, 1)),
    ],
)
def test_a_monthly_reminder_falls_on_its_day_of_this_month_or_the_next(
    after: date, day: int, expected: date
) -> None:
    assert next_monthly(after=after, day=day) == expected
