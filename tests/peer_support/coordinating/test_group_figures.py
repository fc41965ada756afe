"""What a month of peer support is made of, and how it is frozen and shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from accounts.models import User
from disclosure.figures import Gathered
from disclosure.models import PublishedCell
from disclosure.services import close_period
from organisation.models import Membership, Node, NodeKind
from peer_support.group_figures import (
    ANSWERED,
    COLLECTION,
    IN_TIME,
    SOURCES,
    measures,
    score_of_answers,
    score_of_waits,
)
from peer_support.models import Offer, Pairing, SupportRequest
from peer_support.refs import requester_ref_of
from peer_support.selectors.statistics import published_rows
from tests.factories.organisation import TeamFactory, UnitFactory, person_in, place_above
from tests.factories.peer_support import make_supporter
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db
(SOURCE,) = SOURCES
MARCH, IN_MARCH = date(2026, 3, 1), datetime(2026, 3, 10, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def gather(period: date = MARCH) -> Gathered:
    with transaction.atomic():
        return SOURCE.gather(period)


def asked(person: User, *, at: datetime = IN_MARCH, state: str = "ended") -> SupportRequest:
    return SupportRequest.objects.create(
        requester_ref=requester_ref_of(person),
        requester=str(person.pk),
        state=state,
        limits_version=1,
        asked_at=at,
    )


def offered(
    request: SupportRequest, state: str = Offer.State.ACCEPTED, *, after: timedelta = HOUR
) -> Offer:
    at = request.asked_at + after
    offer = Offer.objects.create(
        request=request,
        supporter=make_supporter(),
        state=state,
        fit={},
        score=500,
        made_at=at,
        due_at=at + timedelta(days=1),
    )
    if state == Offer.State.ACCEPTED:
        Pairing.objects.create(
            request=request,
            supporter=offer.supporter,
            offer=offer,
            state=Pairing.State.ENDED,
            started_at=at,
            ended_at=at + HOUR,
            closes_at=at + HOUR,
            last_word_at=at,
        )
    return offer


def scores(measure: str, period: date = MARCH) -> list[float]:
    return sorted(one.score for one in gather(period).contributions[measure])


@pytest.mark.parametrize(
    ("hours", "score"), [([1], 100), ([1, 72], 100), ([1, 73], 50), ([None], 0), ([None, 1], 50)]
)
def test_a_person_scores_whole_half_or_nothing_by_their_waits(
    hours: list[int | None], score: float
) -> None:
    waits = [None if each is None else timedelta(hours=each) for each in hours]
    assert score_of_waits(waits) == score


def test_a_person_scores_whole_half_or_nothing_by_answers() -> None:
    assert [score_of_answers(each) for each in ([True], [True, False], [False])] == [100, 50, 0]


def test_each_person_counts_once_where_they_work(db: None) -> None:
    team = TeamFactory()
    person, silent = person_in(team), person_in(team)
    offered(asked(person))
    offered(asked(person), after=timedelta(hours=80))
    found = gather()
    (one,) = found.contributions[IN_TIME]
    assert (one.ref, one.place_id, one.role, one.score) == (
        requester_ref_of(person),
        team.pk,
        "",
        50,
    )
    assert found.people[requester_ref_of(silent)] == team.pk


def test_a_request_counts_in_the_month_in_which_its_three_days_ended(db: None) -> None:
    late = asked(person_in(TeamFactory()), at=datetime(2026, 2, 27, 9, tzinfo=UTC))
    offered(late)
    assert scores(IN_TIME, date(2026, 2, 1)) == []
    assert scores(IN_TIME) == [100]


def test_what_was_taken_back_before_anybody_was_found_does_not_count(db: None) -> None:
    asked(person_in(TeamFactory()), state="withdrawn")
    asked(person_in(TeamFactory()), state="lapsed")
    asked(person_in(TeamFactory()), state="waiting")
    assert scores(IN_TIME) == [0]


def test_offers_count_by_whether_they_were_answered(db: None) -> None:
    for states in (["declined", "accepted"], ["expired"], ["expired", "known"], ["withdrawn"]):
        request = asked(person_in(TeamFactory()))
        for state in states:
            offered(request, state)
    assert scores(ANSWERED) == [0, 50, 100]


def test_whoever_has_left_has_no_group(db: None) -> None:
    gone = person_in(TeamFactory())
    offered(asked(gone))
    Membership.objects.filter(person=gone).update(ended_on=date(2026, 3, 20))
    assert scores(IN_TIME) == []


def test_whoever_cannot_sign_in_is_left_out_unless_they_asked(db: None) -> None:
    team = TeamFactory()
    silent, asking = person_in(team, is_active=False), person_in(team, is_active=False)
    offered(asked(asking))
    people = gather().people
    assert requester_ref_of(silent) not in people
    assert people[requester_ref_of(asking)] == team.pk


def test_the_first_month_is_that_of_the_first_request(db: None) -> None:
    assert SOURCE.first_period() is None
    asked(person_in(TeamFactory()))
    assert SOURCE.first_period() == MARCH


def close_march_with(team: Node, count: int) -> Node:
    for _each in range(count):
        offered(asked(person_in(team)))
    for _each in range(10):
        person_in(team)
    close_period(collection=COLLECTION, period=MARCH, now=datetime(2026, 4, 4, tzinfo=UTC))
    return place_above(team, NodeKind.FORCE)


def test_a_month_is_frozen_and_shown_from_ten_people_on(db: None) -> None:
    force = close_march_with(TeamFactory(parent=UnitFactory()), 12)
    cells = PublishedCell.objects.filter(collection=COLLECTION)
    assert cells.filter(place=force, measure=IN_TIME, people=10).exists()
    row = published_rows(force, measures()[0])[0]
    assert (row.month, row.place, row.people) == ("March 2026", force.name, "10 or more")
    assert row.figure


def test_fewer_than_ten_are_withheld_with_no_row_at_all(db: None) -> None:
    force = close_march_with(TeamFactory(), 9)
    assert not PublishedCell.objects.filter(collection=COLLECTION).exists()
    assert {row.figure for row in published_rows(force, measures()[0])} == {""}


def test_a_request_after_the_closing_changes_nothing(db: None) -> None:
    team = TeamFactory()
    force = close_march_with(team, 12)
    before = published_rows(force, measures()[0])
    asked(person_in(team), state="waiting")
    assert not close_period(
        collection=COLLECTION, period=MARCH, now=datetime(2026, 4, 5, tzinfo=UTC)
    )
    assert published_rows(force, measures()[0]) == before


def test_the_page_and_its_file_say_the_same(coordinator: User, team: Node) -> None:
    close_march_with(team, 12)
    client = signed_in(coordinator)
    page = client.get("/peer-support/coordination/statistics/").content.decode()
    lines = client.get("/peer-support/coordination/statistics.csv").content.decode().splitlines()
    assert "March 2026" in page
    assert "10 or more" in page
    assert len(lines) == 1 + page.count("10 or more")


def test_a_hidden_place_has_the_same_words_as_any_other(coordinator: User, team: Node) -> None:
    close_march_with(team, 9)
    client = signed_in(coordinator)
    page = client.get("/peer-support/coordination/statistics/").content.decode()
    assert "fewer than 10 people asked here, or a figure here would say too much" in page
    assert page.count("No figure.") == 3
    assert (
        len(client.get("/peer-support/coordination/statistics.csv").content.decode().splitlines())
        == 1
    )


def test_a_figure_that_does_not_exist_is_not_found(coordinator: User) -> None:
    client = signed_in(coordinator)
    answer = client.get("/peer-support/coordination/statistics/?measure=secrets")
    assert answer.status_code == 404
