"""Many check-ins at once do what each of them alone would do."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from disclosure.models import Closing
from organisation.models import Node
from tests.factories.check_ins import JANUARY, MARCH, NOW, PHQ4, PULSE, check_in
from tests.factories.organisation import TeamFactory, person_in
from wellbeing.exceptions import (
    AnswerOutOfRangeError,
    CheckInRefusedError,
    KeysUnavailableError,
)
from wellbeing.group_figures import gather
from wellbeing.models import Answer, Participation, SubjectKey
from wellbeing.selectors import draft_of, own_history
from wellbeing.services import leave, save_draft
from wellbeing.services.check_in import HAS_LEFT, OWN_ONLY, USED_UP, CheckInOutcome
from wellbeing.services.many_check_ins import HandedIn, record_check_ins

pytestmark = pytest.mark.django_db


def form(
    person: User,
    answers: dict[str, int] = PULSE,
    *,
    instrument: str = "pulse",
    check_in_id: UUID | None = None,
    now: datetime = NOW,
) -> HandedIn:
    return HandedIn(person, instrument, answers, check_in_id or uuid4(), now)


def hand_in(*forms: HandedIn) -> list[CheckInOutcome]:
    return record_check_ins(forms=forms, period=MARCH)


def answers_of(person: User) -> list[tuple[str, dict[str, int]]]:
    months = own_history(person).months
    rows = [(row.code, dict(row.answers)) for month in months for row in month.check_ins]
    return sorted(rows, key=str)


def test_what_many_store_is_what_one_by_one_would_store(team: Node) -> None:
    alone, together = person_in(team), person_in(team)
    one_by_one = [
        check_in(alone),
        check_in(alone, PULSE | {"mood": 0, "rest": 1}),
        check_in(alone, PHQ4, instrument="phq4"),
    ]
    at_once = hand_in(
        form(together),
        form(together, PULSE | {"mood": 0, "rest": 1}),
        form(together, PHQ4, instrument="phq4"),
    )

    assert at_once == one_by_one
    assert answers_of(together) == answers_of(alone)
    assert SubjectKey.objects.count() == 2
    assert Participation.objects.filter(period=MARCH).count() == 2
    contributions = gather(MARCH).contributions
    first, second = contributions["pulse.overall"]
    assert (first.place_id, first.score) == (second.place_id, second.score)


def test_the_place_is_where_the_person_worked_on_the_day_of_the_form() -> None:
    first, second = TeamFactory(), TeamFactory()
    moved = person_in(first)
    post = moved.memberships.get()
    day = NOW.date()
    post.ended_on = day
    post.save()
    post.copy(started_on=day, ended_on=None, node_id=second.pk).save()

    hand_in(form(moved, now=NOW - timedelta(days=1)))
    (before,) = gather(MARCH).contributions["pulse.overall"]
    hand_in(form(moved))
    (after,) = gather(MARCH).contributions["pulse.overall"]

    assert (before.place_id, after.place_id) == (first.pk, second.pk)


def test_limits_hold_within_the_batch_and_across_it(team: Node) -> None:
    keen, gone = person_in(team), person_in(team)
    check_in(keen)
    check_in(gone)
    leave(person=gone)

    outcomes = hand_in(
        *(form(keen) for _number in range(5)),
        form(keen, PHQ4, instrument="phq4"),
        form(keen, PHQ4, instrument="phq4"),
        form(gone),
        form(person_in(team), {}),
    )

    assert [outcome.stored for outcome in outcomes] == [True] * 4 + [False, True] + [False] * 3
    assert [outcome.message for outcome in outcomes[4:8]] == [USED_UP, "", USED_UP, HAS_LEFT]
    assert len(answers_of(keen)) == 6
    assert len(answers_of(gone)) == 1


def test_the_same_form_twice_is_stored_once(team: Node) -> None:
    person, same = person_in(team), uuid4()
    first = hand_in(form(person, check_in_id=same), form(person, check_in_id=same))
    again = hand_in(form(person, PULSE | {"mood": 0}, check_in_id=same))

    assert [outcome.stored for outcome in first + again] == [True, True, True]
    assert answers_of(person) == [("pulse", PULSE)]


def test_one_bad_form_and_nothing_is_stored(team: Node) -> None:
    person, other, taken = person_in(team), person_in(team), uuid4()
    check_in(other, check_in_id=taken)

    with pytest.raises(CheckInRefusedError):
        hand_in(form(person), form(person, check_in_id=taken))
    with pytest.raises(AnswerOutOfRangeError):
        hand_in(form(person), form(person, PULSE | {"mood": 11}))
    with pytest.raises(CheckInRefusedError):
        record_check_ins(forms=[form(person)], period=JANUARY)
    assert Answer.objects.count() == 1
    assert SubjectKey.objects.count() == 1


def test_a_lost_key_is_noticed_and_nothing_is_stored(team: Node) -> None:
    person, lost = person_in(team), person_in(team)
    check_in(lost)
    SubjectKey.objects.all().delete()

    with pytest.raises(KeysUnavailableError):
        hand_in(form(person), form(lost))
    assert Answer.objects.count() == 1
    assert not SubjectKey.objects.exists()


def test_after_the_close_they_are_for_the_own_history_only(team: Node) -> None:
    person = person_in(team)
    Closing.objects.create(
        collection="wellbeing",
        period=MARCH,
        state=Closing.State.CLOSED,
        closed_at=timezone.now(),
    )

    (outcome,) = hand_in(form(person))

    assert (outcome.stored, outcome.counts_for_group) == (True, False)
    assert outcome.message == OWN_ONLY
    assert not Participation.objects.exists()


def test_a_draft_is_gone_once_the_form_is_in(team: Node) -> None:
    person = person_in(team)
    save_draft(person=person, instrument="pulse", answers={"mood": 3}, period=MARCH, now=NOW)

    hand_in(form(person))

    assert draft_of(person, "pulse") is None


def test_the_queries_do_not_grow_with_the_number(team: Node) -> None:
    people = [person_in(team) for _number in range(12)]
    counts = []
    for some in (people[:2], people):
        with CaptureQueriesContext(connection) as captured:
            hand_in(*(form(person) for person in some))
        counts.append(len(captured))
    assert counts[1] <= counts[0]


@pytest.fixture
def team() -> Node:
    return TeamFactory()
