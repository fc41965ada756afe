"""Outside the private tables nothing tells who checked in from who did not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.factories.check_ins import FEBRUARY, MARCH, NOW, PULSE, check_in, check_in_during
from wellbeing.dump_check.dump import lines_of, other_tables
from wellbeing.models import Answer
from wellbeing.selectors import due_instruments, has_checked_in, own_history
from wellbeing.services import (
    delete_note,
    erase_own_history,
    keep_history,
    leave,
    rejoin,
    save_draft,
    write_note,
)

pytestmark = pytest.mark.django_db


def everything_else() -> dict[str, list[bytes]]:
    """Every row of every other table, byte by byte, in the order in which they lie."""
    return {table: list(lines_of(table)) for table in other_tables()}


def statements(act: object) -> list[str]:
    """The statements that an act sends, without their values."""
    with CaptureQueriesContext(connection) as captured:
        act()  # type: ignore[operator] # what the tests below hand over can be called
    return [query["sql"].split(" ")[0] for query in captured]


def test_no_other_table_changes_by_a_byte_whatever_a_person_does(officer: User) -> None:
    own_history(officer)
    before = everything_else()
    assert len(before) > 40
    check_in(officer)
    save_draft(person=officer, instrument="phq4", answers={"q1": 1}, period=MARCH, now=NOW)
    note_id = write_note(person=officer, text="A long week.", period=MARCH, now=NOW)
    delete_note(person=officer, note_id=note_id)
    keep_history(person=officer, keep=True)
    own_history(officer)
    leave(person=officer)
    rejoin(person=officer)
    erase_own_history(person=officer)
    assert everything_else() == before


def test_reading_asks_the_same_whether_or_not_there_is_anything(officer: User) -> None:
    def read() -> None:
        own_history(officer)
        has_checked_in(officer, MARCH)
        due_instruments(officer, MARCH)

    read()
    nothing = statements(read)
    check_in_during(officer, FEBRUARY, times=3)
    write_note(person=officer, text="A long week.", period=MARCH, now=NOW)
    assert statements(read) == nothing


def test_a_check_in_asks_the_same_however_long_the_history(officer: User) -> None:
    check_in(officer)
    second = statements(lambda: check_in(officer, PULSE))
    for month in (FEBRUARY, MARCH):
        check_in_during(officer, month)
    assert statements(lambda: check_in(officer, PULSE)) == second
    assert Answer.objects.count() == 5
