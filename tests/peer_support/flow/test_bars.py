"""Naming somebody: it holds both ways, ends what is between the two and tells nobody anything."""

import pytest

from audit.models import AuditEvent
from peer_support.exceptions import RequestRefusedError
from peer_support.models import Bar, Offer, Pairing, SupportRequest
from peer_support.selectors.own_bars import NAMED_KINDS
from peer_support.selectors.people import requester_of
from peer_support.services.bars import add_bar, remove_bar
from peer_support.services.offers import say_known, see_name
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import NOW, ask_support, make_supporter, offer_to, pair
from tests.peer_support.flow.steps import check_places, live_offer, matched, news_of

pytestmark = pytest.mark.django_db
State = SupportRequest.State


@pytest.mark.parametrize("kind", NAMED_KINDS)
@pytest.mark.parametrize("named_by_supporter", [False, True])
def test_whoever_names_the_other_the_two_are_never_matched(
    kind: Bar.Kind, named_by_supporter: bool
) -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    people = [officer, supporter.person]
    person, other = reversed(people) if named_by_supporter else people
    first = add_bar(person=person, other=other, kind=kind, now=NOW)
    assert add_bar(person=person, other=other, kind=kind, now=NOW) == first
    assert matched(officer).state == State.WAITING
    assert news_of(other) == 0
    assert not AuditEvent.objects.filter(action__startswith="peer_support").exists()


@pytest.mark.parametrize("named_by_supporter", [False, True])
def test_naming_somebody_takes_an_open_offer_back_and_asks_the_next(
    named_by_supporter: bool,
) -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    offer = offer_to(supporter, ask_support(officer))
    other = make_supporter()
    people = [officer, supporter.person]
    person, named = reversed(people) if named_by_supporter else people
    add_bar(person=person, other=named, kind=Bar.Kind.EXCLUDED, now=NOW)
    offer.refresh_from_db()
    assert offer.state == Offer.State.WITHDRAWN
    assert live_offer().supporter == other
    check_places()


def test_naming_somebody_ends_a_pairing_with_them() -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    pair(officer, supporter)
    before = news_of(supporter.person)
    add_bar(person=officer, other=supporter.person, kind=Bar.Kind.EXCLUDED, now=NOW)
    assert Pairing.objects.get().state == Pairing.State.ENDED
    assert news_of(supporter.person) == before + 1
    check_places()


def test_naming_a_third_person_leaves_offers_and_pairings_as_they_are() -> None:
    officer = person_in(TeamFactory())
    pair(officer)
    stranger = person_in(TeamFactory())
    add_bar(person=officer, other=stranger, kind=Bar.Kind.RELATION, now=NOW)
    assert Pairing.objects.get().state == Pairing.State.ACTIVE


def test_a_person_takes_off_their_own_list_only_whom_they_put_there() -> None:
    officer, other = person_in(TeamFactory()), person_in(TeamFactory())
    bar = add_bar(person=officer, other=other, kind=Bar.Kind.EXCLUDED, now=NOW)
    assert not remove_bar(person=other, bar_id=bar.public_id)
    assert remove_bar(person=officer, bar_id=bar.public_id)
    assert not remove_bar(person=officer, bar_id=bar.public_id)
    assert not Bar.objects.exists()


def test_what_an_answer_left_behind_stays_because_it_would_lead_to_who_asked() -> None:
    offer = offer_to()
    supporter = offer.supporter.person
    see_name(person=supporter, offer_id=offer.public_id, now=NOW)
    say_known(person=supporter, offer_id=offer.public_id, now=NOW)
    assert not remove_bar(person=supporter, bar_id=Bar.objects.get().public_id)
    assert Bar.objects.count() == 1


def test_nobody_names_themselves_or_a_kind_that_only_answers_leave() -> None:
    officer, other = person_in(TeamFactory()), person_in(TeamFactory())
    for named, kind in (
        (officer, Bar.Kind.EXCLUDED),
        (other, Bar.Kind.KNOWN),
        (other, Bar.Kind.PAST_PAIR),
    ):
        with pytest.raises(RequestRefusedError):
            add_bar(person=officer, other=named, kind=kind, now=NOW)
    assert not Bar.objects.exists()


def test_a_bar_in_the_other_direction_stays_when_one_is_taken_off() -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    mine = add_bar(person=officer, other=supporter.person, kind=Bar.Kind.EXCLUDED, now=NOW)
    add_bar(person=supporter.person, other=officer, kind=Bar.Kind.EXCLUDED, now=NOW)
    remove_bar(person=officer, bar_id=mine.public_id)
    request = matched(officer)
    assert request.state == State.WAITING
    assert requester_of(request) == officer
