"""When required learning is due, and how that date stands today."""

from datetime import date, timedelta
from enum import StrEnum

# Somebody who joins after a fixed date has not failed to meet it: they get this long.
GRACE_AFTER_JOINING = timedelta(days=28)
DUE_SOON = timedelta(days=14)


class DueState(StrEnum):
    """How a date stands, seen from a given day."""

    DUE = "due"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


def due_date(
    *, joined_on: date, assigned_on: date, due_days: int | None, due_on: date | None
) -> date:
    """Return the last day on which the learning is in time.

    It counts from the later of the day the person joined and the day it was assigned.
    Exactly one of due_days and due_on is given.
    """
    starts_on = max(joined_on, assigned_on)
    if due_on is not None:
        return due_on if due_on >= starts_on else starts_on + GRACE_AFTER_JOINING
    if due_days is None:
        raise ValueError("An assignment has either a number of days or a date.")
    return starts_on + timedelta(days=due_days)


def due_state(due_on: date, *, today: date) -> DueState:
    """Return how a due date stands today; the due date itself is still in time."""
    if due_on < today:
        return DueState.OVERDUE
    if due_on <= today + DUE_SOON:
        return DueState.DUE_SOON
    return DueState.DUE
