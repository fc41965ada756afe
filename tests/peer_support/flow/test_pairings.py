"""Pairings: ended by either side or in time, and asked for again with the same answers."""

from datetime import timedelta
from uuid import uuid4

import pytest

from audit.models import AuditEvent
from peer_support.asked import asked_in
from peer_support.exceptions import ConversationError, RequestRefusedError
from peer_support.models import Bar, Conversation, Offer, Pairing, SupportRequest
from peer_support.selectors.people import requester_of
from peer_support.services.pairings import close_pairing, end_pairing, say_would_again
from peer_support.services.requests import ask_again
from peer_support.vocabulary import Outcome, Topic
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import NOW, accept, ask_support, make_supporter, offer_to, pair
from tests.peer_support.flow.steps import check_places, news_of

pytestmark = pytest.mark.django_db
State = SupportRequest.State
LATER = NOW + timedelta(days=20)


@pytest.mark.parametrize("side", Pairing.Side)
def test_either_side_ends_without_a_reason_and_the_other_is_told_that_there_is_news(
    side: Pairing.Side,
) -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    pairing = pair(officer, supporter)
    before = news_of(officer), news_of(supporter.person)
    ends, other = officer, supporter.person
    if side == Pairing.Side.SUPPORTER:
        ends, other = other, ends
    assert end_pairing(person=ends, pairing_id=pairing.public_id, now=LATER)
    assert not end_pairing(person=other, pairing_id=pairing.public_id, now=LATER)
    pairing.refresh_from_db()
    assert (pairing.state, pairing.ended_at, pairing.review_at) == ("ended", LATER, None)
    assert Conversation.objects.get().key_due_at == LATER + timedelta(days=30)
    request = SupportRequest.objects.get()
    assert (request.state, request.closed_on) == (State.ENDED, LATER.date())
    told = news_of(officer) - before[0], news_of(supporter.person) - before[1]
    assert told == ((0, 1) if side == Pairing.Side.REQUESTER else (1, 0))
    assert not AuditEvent.objects.filter(action__startswith="peer_support").exists()
    check_places()


def test_nobody_else_ends_a_pairing_nor_learns_that_there_is_one() -> None:
    pairing, stranger = pair(), person_in(TeamFactory())
    said = set()
    for pairing_id in (pairing.public_id, uuid4()):
        with pytest.raises(ConversationError) as refused:
            end_pairing(person=stranger, pairing_id=pairing_id, now=LATER)
        said.add(str(refused.value))
    assert len(said) == 1
    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.ACTIVE


def test_the_outcome_is_a_code_and_no_words() -> None:
    supporter = make_supporter()
    pairing = pair(None, supporter)
    with pytest.raises(ConversationError):
        end_pairing(
            person=supporter.person, pairing_id=pairing.public_id, outcome="He said", now=LATER
        )
    assert end_pairing(
        person=supporter.person, pairing_id=pairing.public_id, outcome=Outcome.LISTENED, now=LATER
    )
    assert Pairing.objects.get().outcome == Outcome.LISTENED


def test_the_system_ends_a_pairing_once_and_tells_both() -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    pairing = pair(officer, supporter)
    before = news_of(officer) + news_of(supporter.person)
    assert close_pairing(pairing=pairing, now=LATER)
    assert not close_pairing(pairing=pairing, now=LATER)
    assert news_of(officer) + news_of(supporter.person) == before + 2


def test_asking_again_keeps_the_answers_and_bars_the_old_pair() -> None:
    officer, old = person_in(TeamFactory()), make_supporter()
    first = ask_support(officer, topics=(Topic.COURT,), urgency="urgent")
    pairing = accept(offer_to(old, first))
    request = ask_again(
        person=officer, pairing_id=pairing.public_id, now=LATER, again_with_same=True
    )
    # The supporter has not said the same, so the two are not paired; nobody is told why.
    assert request.state == State.CHOOSING
    assert asked_in(request) == asked_in(first)
    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.ENDED
    bar = Bar.objects.get()
    assert bar.kind == Bar.Kind.PAST_PAIR
    with pytest.raises(AssertionError):
        offer_to(old, request, now=LATER)
    check_places()


def test_both_sides_wishing_it_are_asked_for_each_other_again() -> None:
    officer, old = person_in(TeamFactory()), make_supporter()
    pairing = pair(officer, old)
    end_pairing(person=officer, pairing_id=pairing.public_id, now=LATER)
    say_would_again(person=old.person, pairing_id=pairing.public_id, again=True)
    request = ask_again(
        person=officer, pairing_id=pairing.public_id, now=LATER, again_with_same=True
    )
    assert request.state == State.OFFERED
    assert Offer.objects.live().get().supporter == old
    assert not Bar.objects.exists()


def test_a_supporter_who_says_so_later_lifts_the_bar() -> None:
    officer, old = person_in(TeamFactory()), make_supporter()
    pairing = pair(officer, old)
    ask_again(person=officer, pairing_id=pairing.public_id, now=LATER, again_with_same=True)
    assert Bar.objects.count() == 1
    say_would_again(person=old.person, pairing_id=pairing.public_id, again=True)
    assert not Bar.objects.exists()


def test_wanting_somebody_else_bars_even_if_the_supporter_would_go_on() -> None:
    officer, old = person_in(TeamFactory()), make_supporter()
    pairing = pair(officer, old)
    say_would_again(person=old.person, pairing_id=pairing.public_id, again=True)
    ask_again(person=officer, pairing_id=pairing.public_id, now=LATER, again_with_same=False)
    assert Bar.objects.get().kind == Bar.Kind.PAST_PAIR
    assert not Offer.objects.live().exists()


def test_asking_again_is_for_the_one_who_asked_and_once() -> None:
    supporter = make_supporter()
    pairing = pair(None, supporter)
    with pytest.raises(ConversationError):
        ask_again(
            person=supporter.person,
            pairing_id=pairing.public_id,
            now=LATER,
            again_with_same=True,
        )
    officer = requester_of(pairing.request)
    ask_again(person=officer, pairing_id=pairing.public_id, now=LATER, again_with_same=False)
    with pytest.raises(RequestRefusedError):
        ask_again(person=officer, pairing_id=pairing.public_id, now=LATER, again_with_same=False)
    assert SupportRequest.objects.open().count() == 1
