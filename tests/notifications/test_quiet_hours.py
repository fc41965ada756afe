"""Quiet hours follow the clock on the wall in London, also when it is changed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from notifications.quiet_hours import LONDON, is_quiet, next_allowed
from notifications.weeks import latest_digest_week

NIGHT = {"starts": time(20, 0), "ends": time(7, 0)}


def london(text: str) -> datetime:
    """A moment by the clock in London."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-06-10T19:59", "2026-06-10T19:59"),
        ("2026-06-10T20:00", "2026-06-11T07:00"),
        ("2026-06-10T23:59", "2026-06-11T07:00"),
        ("2026-06-11T00:00", "2026-06-11T07:00"),
        ("2026-06-11T06:59", "2026-06-11T07:00"),
        ("2026-06-11T07:00", "2026-06-11T07:00"),
        # The night in which the clock goes forward, and the one in which it goes back.
        ("2026-03-28T22:00", "2026-03-29T07:00"),
        ("2026-10-24T22:00", "2026-10-25T07:00"),
    ],
)
def test_mail_waits_until_the_night_is_over(moment: str, allowed: str) -> None:
    assert next_allowed(london(moment), **NIGHT) == london(allowed)


def test_hours_within_one_day_are_quiet_on_that_day_only() -> None:
    day = {"starts": time(9, 0), "ends": time(17, 0)}
    assert next_allowed(london("2026-06-10T12:00"), **day) == london("2026-06-10T17:00")
    assert next_allowed(london("2026-06-10T18:00"), **day) == london("2026-06-10T18:00")


def test_an_end_that_the_clock_skips_is_not_lost() -> None:
    allowed = next_allowed(
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC), starts=time(0, 0), ends=time(1, 30)
    )
    assert allowed == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_an_end_that_the_clock_shows_twice_is_the_second() -> None:
    allowed = next_allowed(
        datetime(2026, 10, 24, 23, 30, tzinfo=UTC), starts=time(0, 0), ends=time(1, 30)
    )
    assert allowed == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("ends", [time(0, 30), time(1, 0), time(1, 30), time(2, 0), time(7, 0)])
def test_no_moment_of_the_year_is_put_into_quiet_hours_or_off_by_more_than_a_day(
    ends: time,
) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year == 2026:
        allowed = next_allowed(moment, starts=time(22, 0), ends=ends)
        assert timedelta() <= allowed - moment <= timedelta(hours=11)
        assert not is_quiet(allowed, starts=time(22, 0), ends=ends)
        moment += timedelta(minutes=30)


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-06-08T07:59", date(2026, 6, 1)),
        ("2026-06-08T08:00", date(2026, 6, 8)),
        ("2026-06-14T23:59", date(2026, 6, 8)),
        # In winter 08:00 in London is another moment than in summer.
        ("2026-11-02T07:59", date(2026, 10, 26)),
        ("2026-11-02T08:00", date(2026, 11, 2)),
    ],
)
def test_the_week_begins_on_monday_at_eight(now: str, monday: date) -> None:
    week = latest_digest_week(london(now))
    assert (week.monday, week.opens_at.timetz()) == (monday, time(8, 0, tzinfo=LONDON))
