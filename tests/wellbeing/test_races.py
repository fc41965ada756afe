"""Two devices at once: one check-in, one key, one draft, and never one more than the limit."""

from datetime import UTC, datetime
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from accounts.models import User
from tests.factories.check_ins import FEBRUARY, MARCH, NOW, PHQ4, PULSE, check_in
from tests.factories.organisation import TeamFactory, person_in
from tests.learning.test_races import at_once
from wellbeing.exceptions import CheckInRefusedError
from wellbeing.group_figures import SOURCES
from wellbeing.keys import key_for_reading, subject_ref_of
from wellbeing.models import Answer, Draft, Participation, SubjectKey
from wellbeing.selectors import own_history
from wellbeing.services import CheckInOutcome, erase_own_history, save_draft

pytestmark = pytest.mark.django_db(transaction=True)
EARLY_MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)
PATIENCE = 120


def test_the_same_form_from_two_devices_is_stored_once() -> None:
    officer, form = person_in(TeamFactory()), uuid4()
    outcomes: list[CheckInOutcome] = []
    at_once(*[lambda: outcomes.append(check_in(officer, check_in_id=form))] * 4)
    assert [outcome.stored for outcome in outcomes] == [True] * 4
    assert Answer.objects.count() == Participation.objects.count() == 1
    assert len(own_history(officer).months[0].check_ins) == 1


def test_first_check_ins_at_once_share_one_key() -> None:
    officer = person_in(TeamFactory())
    at_once(*[lambda: check_in(officer)] * 4)
    assert SubjectKey.objects.count() == 1
    assert len(own_history(officer).months[0].check_ins) == 4


@pytest.mark.parametrize(
    ("instrument", "answers", "most"), [("pulse", PULSE, 5), ("phq4", PHQ4, 1)]
)
def test_devices_at_once_do_not_get_past_the_limit(
    instrument: str, answers: dict[str, int], most: int
) -> None:
    officer = person_in(TeamFactory())
    outcomes: list[CheckInOutcome] = []
    at_once(*[lambda: outcomes.append(check_in(officer, answers, instrument=instrument))] * 7)
    assert sum(outcome.stored for outcome in outcomes) == most
    assert Answer.objects.count() == most


def test_two_people_with_one_form_store_it_once_and_one_is_refused() -> None:
    people, form = [person_in(TeamFactory()) for _ in range(2)], uuid4()
    refused: list[User] = []

    def hand_in(person: User) -> None:
        try:
            check_in(person, check_in_id=form)
        except CheckInRefusedError:
            refused.append(person)

    at_once(lambda: hand_in(people[0]), lambda: hand_in(people[1]))
    assert len(refused) == 1
    assert (
        Answer.objects.count() == SubjectKey.objects.count() == Participation.objects.count() == 1
    )
    assert key_for_reading(subject_ref_of(refused[0])) is None


def test_two_drafts_at_once_leave_one() -> None:
    officer = person_in(TeamFactory())

    def keep() -> None:
        save_draft(person=officer, instrument="pulse", answers=PULSE, period=MARCH, now=NOW)

    at_once(keep, keep, keep)
    assert Draft.objects.count() == SubjectKey.objects.count() == 1


def test_an_erasure_beside_a_check_in_leaves_nothing_that_cannot_be_opened() -> None:
    officer = person_in(TeamFactory())
    check_in(officer)
    at_once(lambda: check_in(officer), lambda: erase_own_history(person=officer))
    assert SubjectKey.objects.count() == Answer.objects.count()
    assert sum(len(month.check_ins) for month in own_history(officer).months) in (0, 1)


def test_what_comes_while_its_month_is_being_closed_waits_for_nobody_and_counts_nowhere() -> None:
    officer, source = person_in(TeamFactory()), SOURCES[0]
    check_in(officer)
    gathered, stored = Event(), Event()

    def close() -> None:
        with transaction.atomic():
            source.gather(FEBRUARY)
            gathered.set()
            assert stored.wait(PATIENCE)
        connection.close()

    closing = Thread(target=close)
    closing.start()
    assert gathered.wait(PATIENCE)
    outcome = check_in(officer, period=FEBRUARY, now=EARLY_MARCH)
    stored.set()
    closing.join()
    assert (outcome.stored, outcome.counts_for_group) == (True, False)
    assert list(Participation.objects.values_list("period", flat=True)) == [MARCH]
    # A close that failed and is tried again does not count it either: the person was told so.
    with transaction.atomic():
        assert source.gather(FEBRUARY).contributions == {}
    assert [month.period for month in own_history(officer).months] == [MARCH, FEBRUARY]
