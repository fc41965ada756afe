"""The order in which rows lie does not tell in which order people came."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.factories.check_ins import FEBRUARY, JANUARY, MARCH, NOW, check_in, check_in_during
from tests.factories.organisation import TeamFactory, person_in
from tests.learning.test_races import at_once
from wellbeing.dump_check.dump import PRIVATE_TABLES, lines_of
from wellbeing.keys import subject_ref_of
from wellbeing.models import Answer, SubjectKey
from wellbeing.selectors import own_history
from wellbeing.services import erase_own_history, keep_history, save_draft, write_note
from wellbeing.services.shuffling import shuffle_rows
from wellbeing.tasks import shuffle

PEOPLE = 25


def use_all(person: User) -> None:
    check_in(person)
    save_draft(person=person, instrument="phq4", answers={"q1": 1}, period=MARCH, now=NOW)
    write_note(person=person, text="A note.", period=MARCH, now=NOW)
    keep_history(person=person, keep=True)


def order_of(table: str) -> list[bytes]:
    """The rows as a dump holds them."""
    return list(lines_of(table))


@pytest.mark.django_db
def test_rows_lie_in_another_order_and_are_the_same_rows() -> None:
    people = [person_in(TeamFactory()) for _ in range(PEOPLE)]
    for person in people:
        use_all(person)
    before = {table: order_of(table) for table in PRIVATE_TABLES}
    histories = [own_history(person) for person in people]
    shuffle_rows(period=MARCH)
    for table, lines in before.items():
        after = order_of(table)
        assert after != lines
        assert sorted(after) == sorted(lines)
    assert [own_history(person) for person in people] == histories


@pytest.mark.django_db
def test_slices_move_every_row_once_and_leave_no_trace_of_when_it_came(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wellbeing.services.shuffling.ROWS_AT_ONCE", 5)
    people = [person_in(TeamFactory()) for _ in range(PEOPLE)]
    for person in people:
        use_all(person)
    before = {table: order_of(table) for table in PRIVATE_TABLES}
    with CaptureQueriesContext(connection) as queries:
        shuffle_rows(period=MARCH)
    moves = [query["sql"] for query in queries if 'DELETE FROM "wellbeing_answer"' in query["sql"]]
    # Six slices of this month, and one of the month before, in which nobody answered.
    assert len(moves) == 7
    for table, lines in before.items():
        after = order_of(table)
        assert after != lines
        assert sorted(after) == sorted(lines)
    refs = list(Answer.objects.order_by("pk").values_list("subject_ref", flat=True))
    assert sorted(refs) == sorted(subject_ref_of(person) for person in people)


@pytest.mark.django_db
def test_last_month_is_shuffled_too_and_older_months_stay_where_they_lie() -> None:
    for _ in range(PEOPLE):
        person = person_in(TeamFactory())
        check_in_during(person, JANUARY)
        check_in_during(person, FEBRUARY)
    before = order_of("wellbeing_answer")
    with time_machine.travel(datetime(2026, 3, 1, 3, 15, tzinfo=UTC)):
        shuffle()
    after = order_of("wellbeing_answer")

    def of(lines: list[bytes], month: bytes) -> list[bytes]:
        return [line for line in lines if month in line]

    assert of(after, b"2026-01-01") == of(before, b"2026-01-01")
    assert of(after, b"2026-02-01") != of(before, b"2026-02-01")
    assert sorted(after) == sorted(before)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows_at_once", [2, 10_000])
def test_a_row_that_is_erased_while_rows_move_does_not_come_back(
    monkeypatch: pytest.MonkeyPatch, rows_at_once: int
) -> None:
    monkeypatch.setattr("wellbeing.services.shuffling.ROWS_AT_ONCE", rows_at_once)
    people = [person_in(TeamFactory()) for _ in range(6)]
    for person in people:
        use_all(person)
    gone = people[0]
    at_once(
        lambda: shuffle_rows(period=MARCH),
        lambda: erase_own_history(person=gone),
        lambda: shuffle_rows(period=MARCH),
        lambda: check_in(people[1]),
    )
    ref = subject_ref_of(gone)
    assert not Answer.objects.filter(subject_ref=ref).exists()
    assert not SubjectKey.objects.filter(pk=ref).exists()
    assert Answer.objects.count() == len(people)
    assert own_history(gone).months == ()
