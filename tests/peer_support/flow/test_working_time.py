"""Working hours: Monday to Friday, 08:00 to 18:00 in London, without bank holidays."""

from datetime import UTC, date, datetime

import pytest

from peer_support.working_time import LONDON, add_working_hours, bank_holidays, is_working_day


def london(text: str) -> datetime:
    """The moment at which clocks in London show this."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        # Within a day, to the minute.
        ("2026-11-23T10:00", 4, "2026-11-23T14:00"),
        ("2026-11-23T10:07:30", 1.5, "2026-11-23T11:37:30"),
        # The end of a day belongs to that day; the next minute belongs to the next.
        ("2026-11-23T14:00", 4, "2026-11-23T18:00"),
        ("2026-11-23T14:01", 4, "2026-11-24T08:01"),
        # Before opening and after closing counts from the next opening on.
        ("2026-11-23T03:00", 4, "2026-11-23T12:00"),
        ("2026-11-23T18:00", 4, "2026-11-24T12:00"),
        ("2026-11-23T23:59", 0, "2026-11-24T08:00"),
        # 24 working hours are two days and four hours.
        ("2026-11-23T10:00", 24, "2026-11-25T14:00"),
        # Friday evening, over the weekend; Saturday and Sunday are no time at all.
        ("2026-11-27T17:00", 4, "2026-11-30T11:00"),
        ("2026-11-27T18:00", 4, "2026-11-30T12:00"),
        ("2026-11-28T12:00", 4, "2026-11-30T12:00"),
        ("2026-11-29T23:00", 24, "2026-12-02T12:00"),
        # Christmas 2026: Friday 25th, Saturday 26th, its substitute on Monday 28th.
        ("2026-12-24T17:00", 4, "2026-12-29T11:00"),
        ("2026-12-24T10:00", 24, "2026-12-30T14:00"),
        # Christmas 2027: both days fall on a weekend, so Monday and Tuesday are substitutes.
        ("2027-12-24T17:00", 4, "2027-12-29T11:00"),
        # New Year's Day, in another year than the start.
        ("2026-12-31T17:00", 4, "2027-01-04T11:00"),
        # Easter 2027: Friday 26 March and Monday 29, with the change of the clocks between them.
        ("2027-03-25T17:00", 4, "2027-03-30T11:00"),
        # The clocks go forward on 28 March 2027 and on 29 March 2026, back on 25 October 2026.
        ("2026-03-27T16:00", 4, "2026-03-30T10:00"),
        ("2026-10-23T16:00", 4, "2026-10-26T10:00"),
        ("2026-10-23T10:00", 24, "2026-10-27T14:00"),
    ],
)
def test_working_hours_are_counted_by_londons_clock(start: str, hours: float, end: str) -> None:
    assert add_working_hours(london(start), hours) == london(end)


@pytest.mark.parametrize(
    "start",
    [
        # The hour that there is not in spring, and both of the hour that there is twice in autumn.
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ],
)
def test_a_timer_that_starts_in_the_hour_of_a_change_runs_from_the_next_opening(
    start: datetime,
) -> None:
    monday = start.astimezone(LONDON).date().replace(day=start.day + 1)
    expected = datetime(monday.year, monday.month, monday.day, 12, tzinfo=LONDON)
    assert add_working_hours(start, 4) == expected


def test_hours_lost_and_won_at_night_are_no_working_hours() -> None:
    # By universal time the days are 23 and 25 hours long; what is counted is the same.
    for friday in ("2026-03-27T10:00", "2026-10-23T10:00", "2026-11-20T10:00"):
        start = london(friday)
        end = add_working_hours(start, 24).astimezone(LONDON)
        assert (end.weekday(), end.hour, end.minute) == (1, 14, 0)


def test_half_and_half_make_the_whole() -> None:
    start = london("2026-12-23T16:45")
    assert add_working_hours(add_working_hours(start, 12), 12) == add_working_hours(start, 24)


def test_the_answer_is_universal_time_whatever_zone_asks() -> None:
    answer = add_working_hours(london("2026-07-06T10:00"), 4)
    assert answer == datetime(2026, 7, 6, 13, tzinfo=UTC)
    assert answer.tzinfo is UTC


def test_bank_holidays_are_those_of_england_and_wales() -> None:
    assert len(bank_holidays(2027)) == 10  # eight, of which Christmas and Boxing Day twice
    assert bank_holidays(2026, "ENG") == bank_holidays(2026, "WLS")
    assert is_working_day(date(2026, 1, 2))  # a bank holiday in Scotland alone
    assert not is_working_day(date(2026, 8, 31))


def test_a_moment_without_a_zone_or_a_time_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        add_working_hours(datetime(2026, 11, 23, 10), 4)  # noqa: DTZ001 -- what is refused
    with pytest.raises(ValueError, match="forwards"):
        add_working_hours(datetime(2026, 11, 23, 10, tzinfo=UTC), -1)
