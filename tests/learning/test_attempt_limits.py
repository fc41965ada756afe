"""How often a quiz may be tried, and when again."""

from datetime import UTC, datetime, timedelta

from learning.attempt_limits import Allowance, allowance

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(hours=24)


def hours_ago(*hours: int) -> list[datetime]:
    return [NOW - timedelta(hours=number) for number in hours]


def test_without_a_limit_there_is_always_another_attempt() -> None:
    assert allowance(hours_ago(1, 2, 3), limit=None, wait=None, now=NOW) == Allowance(allowed=True)


def test_a_limit_counts_down() -> None:
    assert allowance(hours_ago(1), limit=3, wait=DAY, now=NOW) == Allowance(allowed=True, left=2)


def test_after_the_last_attempt_the_wait_ends_when_the_oldest_stops_counting() -> None:
    found = allowance(hours_ago(20, 2), limit=2, wait=DAY, now=NOW)
    assert found == Allowance(allowed=False, left=0, again_at=NOW + timedelta(hours=4))


def test_an_attempt_stops_counting_once_it_is_as_old_as_the_wait() -> None:
    found = allowance(hours_ago(24, 2), limit=2, wait=DAY, now=NOW)
    assert found == Allowance(allowed=True, left=1)


def test_a_limit_that_was_lowered_waits_for_enough_attempts_to_grow_old() -> None:
    found = allowance(hours_ago(20, 10, 1), limit=1, wait=DAY, now=NOW)
    assert found.again_at == NOW + timedelta(hours=23)


def test_without_a_wait_the_limit_holds_for_good() -> None:
    found = allowance(hours_ago(9999), limit=1, wait=None, now=NOW)
    assert found == Allowance(allowed=False, left=0)
