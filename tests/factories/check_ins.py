"""Check-ins as people make them, in one line, through the real service."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from accounts.models import User
from wellbeing.instruments import BUILT_IN
from wellbeing.services import CheckInOutcome, record_check_in

PULSE = {"mood": 7, "load": 4, "rest": 6, "switching_off": 5, "support": 8}
PHQ4 = {"q1": 1, "q2": 0, "q3": 1, "q4": 0}
# A morning in the middle of a month that is open in every test.
NOW = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)
MARCH, FEBRUARY, JANUARY = date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1)


def check_in(
    person: User,
    answers: Mapping[str, int] = PULSE,
    *,
    instrument: str = "pulse",
    check_in_id: UUID | None = None,
    period: date | None = None,
    now: datetime = NOW,
) -> CheckInOutcome:
    """Hand in a form that was opened in the month of now, unless told otherwise."""
    return record_check_in(
        person=person,
        instrument=instrument,
        answers=answers,
        check_in_id=check_in_id or uuid4(),
        period=period or now.date().replace(day=1),
        now=now,
    )


def check_in_during(person: User, period: date, *, score: int = 7, times: int = 1) -> None:
    """Answer every question of the pulse with the same score, on a day of the month."""
    answers = {item.code: score for item in BUILT_IN["pulse"].items}
    for _ in range(times):
        check_in(
            person,
            answers,
            now=datetime(period.year, period.month, 15, 9, tzinfo=UTC),
        )
