"""A supporter's answers, and what each of them leads to."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from audit.models import AuditEvent
from peer_support.exceptions import (
    LimitsChangedError,
    NotAvailableError,
    OfferGoneError,
    SupporterRefusedError,
)
from peer_support.models import Bar, Conversation, Offer, Pairing, Supporter, SupportRequest
from peer_support.services import making
from peer_support.services.offers import (
    accept_offer,
    decline_offer,
    say_known,
    see_name,
    withdraw_offers_of,
)
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import NOW, accept, ask_support, make_supporter, offer_to
from tests.peer_support.flow.steps import check_places, live_offer, matched, news_of

pytestmark = pytest.mark.django_db
State = SupportRequest.State


def test_an_offer_runs_for_24_working_hours_an_urgent_one_for_four() -> None:
    calm = offer_to()
    assert calm.due_at == datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert calm.remind_at == datetime(2026, 11, 24, 12, tzinfo=UTC)
    urgent = offer_to(request=ask_support(urgency="urgent"))
    assert (urgent.remind_at, urgent.due_at) == (NOW + timedelta(hours=2), NOW + timedelta(hours=4))


def test_a_change_of_the_clocks_in_the_middle_of_an_offer_takes_no_time_from_the_answer() -> None:
    # Friday 23 October 2026, 16:00 in summer; the clocks go back on Sunday.
    asked = datetime(2026, 10, 23, 15, tzinfo=UTC)
    offer = offer_to(request=ask_support(urgency="urgent", now=asked), now=asked)
    assert offer.due_at == datetime(2026, 10, 26, 10, tzinfo=UTC)


def test_accepting_opens_one_pairing_and_tells_the_one_who_asked() -> None:
    officer = person_in(TeamFactory())
    offer = offer_to(request=ask_support(officer))
    pairing = accept(offer)
    assert accept(offer) == pairing == Pairing.objects.get()
    assert (pairing.review_at, pairing.closes_at) == (
        NOW + timedelta(weeks=2),
        NOW + timedelta(weeks=12),
    )
    assert Conversation.objects.get(pairing=pairing).data_key
    assert (news_of(officer), news_of(offer.supporter.person)) == (1, 1)
    offer.refresh_from_db()
    assert (offer.state, offer.limits_version, offer.remind_at) == ("accepted", 1, None)
    assert Supporter.objects.get(pk=offer.supporter_id).last_taken_at == NOW
    check_places()


def test_the_supporter_accepts_the_limits_too() -> None:
    offer = offer_to()
    with pytest.raises(LimitsChangedError):
        accept_offer(
            person=offer.supporter.person, offer_id=offer.public_id, limits_version=0, now=NOW
        )
    assert live_offer() == offer


def test_the_name_is_shown_to_its_supporter_alone_and_every_look_is_in_the_log() -> None:
    officer = person_in(TeamFactory())
    offer = offer_to(request=ask_support(officer))
    seer = offer.supporter.person
    assert see_name(person=seer, offer_id=offer.public_id, now=NOW) == officer
    assert see_name(person=seer, offer_id=offer.public_id, now=NOW + timedelta(hours=1)) == officer
    events = AuditEvent.objects.filter(action="peer_support.name_seen")
    assert [(each.actor, each.target, each.details) for each in events] == [
        (str(seer.public_id), f"peer_support.offer:{offer.public_id}", {})
    ] * 2
    offer.refresh_from_db()
    assert offer.name_seen_at == NOW
    for person, offer_id in ((officer, offer.public_id), (seer, uuid4())):
        with pytest.raises(OfferGoneError):
            see_name(person=person, offer_id=offer_id, now=NOW)
    assert events.count() == 2


def test_not_now_frees_the_place_and_asks_the_next_best_at_once() -> None:
    first, second = make_supporter(), make_supporter()
    request = matched()
    asked = live_offer()
    other = second if asked.supporter == first else first
    decline_offer(person=asked.supporter.person, offer_id=asked.public_id, now=NOW)
    assert live_offer().supporter == other
    request.refresh_from_db()
    assert (request.failures, request.state) == (1, State.OFFERED)
    with pytest.raises(OfferGoneError):
        decline_offer(person=asked.supporter.person, offer_id=asked.public_id, now=NOW)
    check_places()
    decline_offer(person=other.person, offer_id=live_offer().public_id, now=NOW)
    request.refresh_from_db()
    # Nobody is asked twice for one request.
    assert (request.state, request.failures) == (State.WAITING, 2)


def test_i_know_this_person_bars_the_pair_for_ever_after_the_name_was_seen() -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    offer = offer_to(supporter, ask_support(officer))
    with pytest.raises(SupporterRefusedError):
        say_known(person=supporter.person, offer_id=offer.public_id, now=NOW)
    assert live_offer() == offer
    see_name(person=supporter.person, offer_id=offer.public_id, now=NOW)
    say_known(person=supporter.person, offer_id=offer.public_id, now=NOW)
    assert Bar.objects.get().kind == Bar.Kind.KNOWN
    offer.request.refresh_from_db()
    assert offer.request.state == State.WAITING
    assert not Offer.objects.live().exists()
    check_places()


def test_a_rule_that_came_up_since_stops_the_acceptance_and_the_next_is_asked() -> None:
    team = TeamFactory()
    officer, supporter = person_in(TeamFactory()), make_supporter(person_in(team))
    offer = offer_to(supporter, ask_support(officer))
    other = make_supporter()
    officer.memberships.update(node=team)
    with pytest.raises(NotAvailableError):
        accept(offer)
    offer.refresh_from_db()
    assert offer.state == Offer.State.WITHDRAWN
    assert live_offer().supporter == other
    assert not Pairing.objects.exists()
    offer.request.refresh_from_db()
    assert offer.request.failures == 0
    check_places()


def test_an_offer_that_was_passed_on_cannot_be_answered() -> None:
    supporter = make_supporter()
    offer = offer_to(supporter)
    assert withdraw_offers_of(supporter=supporter, now=NOW) == 1
    for answer in (decline_offer, see_name):
        with pytest.raises(OfferGoneError):
            answer(person=supporter.person, offer_id=offer.public_id, now=NOW)
    with pytest.raises(OfferGoneError):
        accept(offer)
    assert not Pairing.objects.exists()


def test_pausing_makes_every_open_offer_to_somebody_else_and_loses_none() -> None:
    tired = make_supporter()
    requests = [offer_to(tired).request for _number in range(3)]
    others = [make_supporter() for _number in range(3)]
    Supporter.objects.filter(pk=tired.pk).update(state=Supporter.State.PAUSED)
    assert withdraw_offers_of(supporter=tired, now=NOW) == 3
    live = Offer.objects.live()
    assert {offer.request_id for offer in live} == {request.pk for request in requests}
    assert {offer.supporter_id for offer in live} == {other.pk for other in others}
    assert SupportRequest.objects.filter(failures=0, state=State.OFFERED).count() == 3
    assert withdraw_offers_of(supporter=tired, now=NOW) == 0
    check_places()


def test_nobody_gets_a_second_offer_unasked_while_one_waits_unless_it_is_urgent() -> None:
    supporter = make_supporter()
    matched()
    assert matched().state == State.WAITING
    assert matched(urgency="urgent").state == State.OFFERED
    assert Offer.objects.live().filter(supporter=supporter).count() == 2


def test_one_new_person_a_week_and_a_free_place_are_needed_for_a_new_offer() -> None:
    supporter = make_supporter(capacity=2)
    accept(offer_to(supporter))
    assert matched().state == State.WAITING
    assert matched(now=NOW + timedelta(days=7)).state == State.OFFERED
    assert matched(now=NOW + timedelta(days=15), urgency="urgent").state == State.WAITING
    check_places()


@pytest.mark.parametrize("field", ["training_due_on", "supervision_due_on"])
def test_a_training_or_supervision_more_than_30_days_overdue_stops_new_offers(field: str) -> None:
    supporter = make_supporter()
    live = offer_to(supporter)
    Supporter.objects.update(**{field: NOW.date() - timedelta(days=31)})
    assert matched(urgency="urgent").state == State.WAITING
    assert accept(live).supporter == supporter


def test_supporters_who_have_an_offer_to_answer_never_hide_one_who_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As if the best few were all that is looked at, and all of them were asked already.
    monkeypatch.setattr(making, "TRIED", 1)
    for _number in range(3):
        offer_to(make_supporter())
    free = make_supporter(topics=[])
    request = matched(topics=("court",))
    assert request.offers.get().supporter == free
