"""What two years of taking part leave behind, for pages that show it."""

from datetime import UTC, datetime
from uuid import uuid4

from accounts.models import User
from tests.wellbeing.pages import GOOD
from wellbeing.months import months_before, this_month
from wellbeing.services.check_in import record_check_in
from wellbeing.services.notes import write_note


def years_of_check_ins(officer: User) -> None:
    """Two years, with a month left out."""
    now = datetime.now(tz=UTC)
    for ago in (*range(23, 8, -1), *range(7, 0, -1)):
        period = months_before(this_month(now), ago)
        moment = datetime(period.year, period.month, 15, 12, tzinfo=UTC)
        answers = {code: (int(value) + ago) % 11 for code, value in GOOD.items()}
        record_check_in(
            person=officer,
            instrument="pulse",
            answers=answers,
            check_in_id=uuid4(),
            period=period,
            now=moment,
        )
        if ago % 6 == 0:
            write_note(person=officer, text="A hard month.\n\nWalked.", period=period, now=moment)
