"""Checking in: what is stored, how often, for which month, and what is refused."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from core.exceptions import DomainError
from disclosure.models import Closing
from tests.factories.accounts import UserFactory
from tests.factories.check_ins import FEBRUARY, JANUARY, MARCH, NOW, PHQ4, PULSE, check_in
from tests.factories.organisation import TeamFactory, person_in
from wellbeing.exceptions import (
    AnswerOutOfRangeError,
    CheckInRefusedError,
    UnknownInstrumentError,
    UnknownItemError,
)
from wellbeing.models import Answer, Draft, Participation, SubjectKey
from wellbeing.selectors import draft_of, due_instruments, has_checked_in, own_history
from wellbeing.services import leave, rejoin, save_draft

pytestmark = pytest.mark.django_db
EARLY_APRIL = datetime(2026, 4, 2, 9, tzinfo=UTC)


def close(period: date) -> None:
    """Freeze a month that has nothing to publish."""
    Closing.objects.create(
        collection="wellbeing",
        period=period,
        state=Closing.State.CLOSED,
        closed_at=timezone.now(),
    )


def nothing_stored() -> bool:
    tables = (Answer, Participation, SubjectKey, Draft)
    return not any(model._default_manager.exists() for model in tables)


def test_a_check_in_is_stored_and_counts(officer: User) -> None:
    outcome = check_in(officer)
    assert (outcome.stored, outcome.counts_for_group, outcome.high_distress) == (True, True, False)
    assert outcome.message == ""
    assert has_checked_in(officer, MARCH)
    (month,) = own_history(officer).months
    assert month.period == MARCH
    assert month.check_ins[0].answers == PULSE


def test_the_same_form_sent_again_stores_nothing_more(officer: User) -> None:
    form = uuid4()
    first = check_in(officer, check_in_id=form)
    again = check_in(officer, PULSE | {"mood": 0}, check_in_id=form)
    assert (first.stored, again.stored) == (True, True)
    (row,) = own_history(officer).months[0].check_ins
    assert row.answers == PULSE


def test_another_persons_form_is_refused_like_one_that_is_too_old(officer: User) -> None:
    form = uuid4()
    check_in(officer, check_in_id=form)
    other = person_in(TeamFactory())
    with pytest.raises(CheckInRefusedError) as foreign:
        check_in(other, check_in_id=form)
    with pytest.raises(CheckInRefusedError) as too_old:
        check_in(other, period=JANUARY)
    assert foreign.value.message == too_old.value.message
    assert Answer.objects.count() == 1
    assert SubjectKey.objects.count() == 1
    assert not has_checked_in(other, MARCH)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"mood": 11}, AnswerOutOfRangeError),
        ({"mood": -1}, AnswerOutOfRangeError),
        ({"mood": True}, AnswerOutOfRangeError),
        ({"q1": 1}, UnknownItemError),
    ],
)
def test_answers_that_no_form_offers_are_refused(
    officer: User, answers: dict[str, int], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        check_in(officer, answers)
    assert nothing_stored()


def test_questions_that_nobody_asks_here_are_refused(officer: User) -> None:
    with pytest.raises(UnknownInstrumentError):
        check_in(officer, instrument="phq9")
    assert nothing_stored()


@pytest.mark.parametrize("period", [JANUARY, date(2026, 4, 1), date(2025, 3, 1), date(2026, 3, 2)])
def test_another_month_than_this_or_the_last_is_refused(officer: User, period: date) -> None:
    with pytest.raises(CheckInRefusedError):
        check_in(officer, period=period)
    assert nothing_stored()


def test_a_form_opened_last_month_counts_there_while_that_is_open(officer: User) -> None:
    outcome = check_in(officer, period=MARCH, now=EARLY_APRIL)
    assert (outcome.stored, outcome.counts_for_group) == (True, True)
    assert Answer.objects.get().period == MARCH
    assert has_checked_in(officer, MARCH)


def test_after_the_close_a_check_in_is_for_the_own_history_only(officer: User) -> None:
    close(MARCH)
    outcome = check_in(officer, period=MARCH, now=EARLY_APRIL)
    assert (outcome.stored, outcome.counts_for_group) == (True, False)
    assert "own history only" in str(outcome.message)
    assert not Participation.objects.exists()
    (row,) = own_history(officer).months[0].check_ins
    assert (row.period, row.counts) == (MARCH, False)


@pytest.mark.parametrize(
    ("instrument", "answers", "most"), [("pulse", PULSE, 5), ("phq4", PHQ4, 1)]
)
def test_beyond_the_limit_of_a_month_nothing_is_stored_and_the_words_say_why(
    officer: User, instrument: str, answers: dict[str, int], most: int
) -> None:
    for _ in range(most):
        assert check_in(officer, answers, instrument=instrument).stored
    before = list(Answer.objects.order_by("pk").values())
    outcome = check_in(officer, answers, instrument=instrument)
    assert (outcome.stored, outcome.counts_for_group) == (False, False)
    assert "as often as" in str(outcome.message)
    assert list(Answer.objects.order_by("pk").values()) == before
    assert check_in(officer, answers, instrument=instrument, now=EARLY_APRIL).stored


def test_skipping_every_question_stores_nothing(officer: User) -> None:
    outcome = check_in(officer, {})
    assert not outcome.stored
    assert "skipped" in str(outcome.message)
    assert nothing_stored()


def test_an_incomplete_check_in_is_kept_but_counts_for_no_group(officer: User) -> None:
    outcome = check_in(officer, {"q1": 3, "q2": 3}, instrument="phq4")
    assert (outcome.stored, outcome.counts_for_group) == (True, False)
    assert outcome.high_distress


def test_a_person_without_a_post_keeps_a_history_and_counts_nowhere() -> None:
    outcome = check_in(UserFactory.create())
    assert (outcome.stored, outcome.counts_for_group) == (True, False)


def test_high_distress_is_told_to_the_page_even_where_nothing_is_stored(officer: User) -> None:
    low = {"q1": 3, "q2": 3, "q3": 3, "q4": 3}
    assert check_in(officer, low, instrument="phq4").high_distress
    assert check_in(officer, low, instrument="phq4").high_distress


def test_a_finished_check_in_takes_its_draft_away_and_no_other(officer: User) -> None:
    for instrument, answers in (("pulse", {"mood": 3}), ("phq4", {"q1": 1})):
        save_draft(person=officer, instrument=instrument, answers=answers, period=MARCH, now=NOW)
    check_in(officer)
    assert draft_of(officer, "pulse") is None
    kept = draft_of(officer, "phq4")
    assert kept is not None
    assert kept.answers == {"q1": 1}


def test_a_person_who_left_is_asked_nothing_and_nothing_of_theirs_is_stored(
    officer: User,
) -> None:
    leave(person=officer)
    assert due_instruments(officer, MARCH) == []
    outcome = check_in(officer)
    assert (outcome.stored, outcome.counts_for_group) == (False, False)
    assert not Answer.objects.exists()
    rejoin(person=officer)
    assert check_in(officer).stored


def test_what_is_due_follows_from_the_persons_own_answers(officer: User) -> None:
    def due(on: date) -> list[str]:
        return [found.instrument.code for found in due_instruments(officer, on)]

    assert due(MARCH) == ["pulse", "ons4", "phq4"]
    check_in(officer)
    check_in(officer, PHQ4, instrument="phq4")
    assert due(date(2026, 3, 31)) == ["pulse", "ons4"]
    assert due(date(2026, 4, 1)) == ["pulse", "ons4", "phq4"]
    assert due_instruments(person_in(TeamFactory()), FEBRUARY)[0].period == FEBRUARY
