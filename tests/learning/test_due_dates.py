"""When learning is due, for those who were there and those who joined later."""

from datetime import date

import pytest

from learning.due_dates import DueState, due_date, due_state

JOINED = date(2026, 1, 10)
ASSIGNED = date(2026, 3, 1)


def test_days_count_from_the_later_of_joining_and_assigning() -> None:
    for joined_on, assigned_on in ((JOINED, ASSIGNED), (ASSIGNED, JOINED)):
        due = due_date(joined_on=joined_on, assigned_on=assigned_on, due_days=30, due_on=None)
        assert due == date(2026, 3, 31)


def test_a_fixed_date_holds_for_those_who_were_there() -> None:
    fixed = date(2026, 4, 1)
    assert due_date(joined_on=JOINED, assigned_on=ASSIGNED, due_days=None, due_on=fixed) == fixed


def test_somebody_who_joins_after_a_fixed_date_gets_four_weeks() -> None:
    due = due_date(
        joined_on=date(2026, 6, 1), assigned_on=ASSIGNED, due_days=None, due_on=date(2026, 4, 1)
    )
    assert due == date(2026, 6, 29)


def test_an_assignment_without_days_or_date_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="either"):
        due_date(joined_on=JOINED, assigned_on=ASSIGNED, due_days=None, due_on=None)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 3, 31), DueState.DUE_SOON),
        (date(2026, 4, 1), DueState.OVERDUE),
        (date(2026, 3, 17), DueState.DUE_SOON),
        (date(2026, 3, 16), DueState.DUE),
    ],
)
def test_the_due_date_itself_is_in_time(today: date, state: DueState) -> None:
    assert due_state(date(2026, 3, 31), today=today) is state
