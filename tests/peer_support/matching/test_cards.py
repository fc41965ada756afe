"""The cards that a requester chooses among: what is on them, in which order, at what cost."""

from dataclasses import fields
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peer_support.limits import CARDS
from peer_support.matching.candidates import candidates_for, edges_for
from peer_support.models import Offer, SupportRequest
from peer_support.selectors.answer_times import usual_answer_times
from peer_support.selectors.cards import Card, cards_for
from tests.factories.organisation import ForceFactory, TeamFactory, UnitFactory, person_in
from tests.peer_support.matching.people import (
    NOW,
    offer_to,
    request_of,
    supporter_in,
)

pytestmark = pytest.mark.django_db

LAST_MONTH = NOW.replace(month=10, day=5)


def _request(**asked: object) -> SupportRequest:
    return request_of(person_in(TeamFactory()), **asked)


def _names(request: SupportRequest) -> list[str]:
    return [card.name for card in cards_for(request, NOW)]


def test_a_card_says_who_could_listen_and_why() -> None:
    force = ForceFactory(name="Avonshire Police")
    supporter = supporter_in(TeamFactory(parent=UnitFactory(parent=force)), topics=["trauma"])
    assert cards_for(_request(topics=["trauma", "court"]), NOW) == (
        Card(
            supporter_id=supporter.public_id,
            name="Sam",
            role="Investigator",
            area="Avonshire Police",
            topics=("What the work leaves behind",),
            answer_time="New here",
            words=(
                "trained in one of your two topics",
                "does the same kind of work as you",
                "near you in rank",
            ),
        ),
    )


def test_a_card_holds_neither_load_nor_lived_experience() -> None:
    assert {field.name for field in fields(Card)} == {
        "supporter_id",
        "name",
        "role",
        "area",
        "topics",
        "answer_time",
        "words",
    }


def test_there_are_at_most_five_cards() -> None:
    for _number in range(CARDS + 2):
        supporter_in(TeamFactory())
    assert len(cards_for(_request(), NOW)) == CARDS


def test_nobody_makes_no_card() -> None:
    assert cards_for(_request(), NOW) == ()


def test_cards_are_ordered_by_score_less_load() -> None:
    supporter_in(TeamFactory(), alias="Busy", topics=["trauma", "court"], held=3, capacity=5)
    supporter_in(TeamFactory(), alias="Half", topics=["trauma"], held=0)
    supporter_in(TeamFactory(), alias="Best", topics=["trauma", "court"], held=1)
    assert _names(_request(topics=["trauma", "court"])) == ["Best", "Half", "Busy"]


def test_what_a_supporter_has_lived_through_counts_only_with_their_wish() -> None:
    supporter_in(TeamFactory(), alias="Silent", lived=["trauma"], lived_counts=False)
    supporter_in(TeamFactory(), alias="Open", lived=["trauma"], lived_counts=True)
    supporter_in(TeamFactory(), alias="Other", lived=["court"], lived_counts=True, held=1)
    for number in range(4):
        request = _request(public_id=UUID(int=number))
        assert _names(request) == ["Open", "Silent", "Other"]
        assert [each.fit.lived for each in candidates_for(request, now=NOW, limit=3)] == [150, 0, 0]


def test_lived_experience_is_weighed_only_for_asked_topics() -> None:
    supporter_in(TeamFactory(), lived=["trauma"], lived_counts=True)
    (found,) = candidates_for(_request(topics=[]), now=NOW, limit=3)
    assert (found.fit.topic, found.fit.lived) == (250, 0)


def test_those_who_are_about_equal_take_turns_at_the_top() -> None:
    for alias in ("A", "B", "C"):
        supporter_in(TeamFactory(), alias=alias)
    supporter_in(TeamFactory(), alias="Busy", held=1)
    request, orders = _request(), []
    for number in range(3):
        request.public_id = UUID(int=number)
        orders.append(_names(request))
    assert {order[0] for order in orders} == {"A", "B", "C"}
    assert all(order[3] == "Busy" for order in orders)


def test_one_request_always_shows_the_same_order() -> None:
    for _number in range(8):
        supporter_in(TeamFactory())
    request = _request()
    assert cards_for(request, NOW) == cards_for(request, NOW)


def test_the_number_of_queries_does_not_grow_with_the_supporters() -> None:
    request = _request()
    supporter_in(TeamFactory(), lived=["trauma"], lived_counts=True)
    cards_for(request, NOW)
    with CaptureQueriesContext(
        connection,
    ) as few:
        cards_for(request, NOW)
    for _number in range(9):
        offer_to(
            supporter_in(TeamFactory(), lived=["trauma"], lived_counts=True),
            _request(),
            state=Offer.State.ACCEPTED,
        )
    with CaptureQueriesContext(connection) as many:
        assert len(cards_for(request, NOW)) == CARDS
    assert len(many) == len(few) == 9


def test_a_batch_gets_every_request_with_its_candidates_in_order() -> None:
    supporters = [supporter_in(TeamFactory(), topics=["trauma"]), supporter_in(TeamFactory())]
    requests = [_request(), _request(language="cy"), _request(urgency="urgent")]
    found = edges_for(requests[::-1], NOW)
    assert [(ask.id, ask.tier) for ask, _candidates in found] == [
        (str(request.pk), tier) for request, tier in zip(requests, (2, 2, 0), strict=True)
    ]
    assert [len(candidates) for _ask, candidates in found] == [2, 0, 2]
    assert {each.supporter_id for each in found[0][1]} == {each.pk for each in supporters}


def test_who_has_waited_past_the_target_goes_before_who_has_not() -> None:
    waited = [timedelta(hours=72), timedelta(hours=72, seconds=1)]
    requests = [_request(waiting_since=NOW - each) for each in waited]
    assert [ask.tier for ask, _candidates in edges_for(requests, NOW)] == [2, 1]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([1, 2, 3, 40, 70], "Usually answers within a few hours"),
        ([1, 2, 24, 40, 70], "Usually answers within a day"),
        ([1, 2, 60, 70, 70], "Usually answers within three days"),
        ([90, 2, 73, 90, 70], "May take several days to answer"),
        ([1, 1, 1, 1], "New here"),
    ],
)
def test_the_answer_time_is_the_usual_one_in_words(hours: list[int], words: str) -> None:
    supporter = supporter_in(TeamFactory())
    for taken in hours:
        _answered(supporter.pk, LAST_MONTH, timedelta(hours=taken))
    assert usual_answer_times([supporter.pk], NOW) == {supporter.pk: words}


def test_an_answer_of_this_month_changes_no_card() -> None:
    supporter = supporter_in(TeamFactory())
    for _number in range(4):
        _answered(supporter.pk, LAST_MONTH, timedelta(hours=1))
    _answered(supporter.pk, NOW - timedelta(days=2), timedelta(hours=1))
    assert usual_answer_times([supporter.pk], NOW) == {supporter.pk: "New here"}


def _answered(supporter_id: int, made_at: datetime, taken: timedelta) -> None:
    Offer.objects.create(
        request=_request(state=SupportRequest.State.ENDED),
        supporter_id=supporter_id,
        state=Offer.State.ACCEPTED,
        fit={},
        score=0,
        made_at=made_at,
        due_at=made_at + timedelta(days=3),
        answered_at=made_at + taken,
    )
