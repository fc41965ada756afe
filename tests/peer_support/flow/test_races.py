"""Real threads on real PostgreSQL: never over capacity, never a barred pair, never asked twice.

Every round ends with the same checks (rounds.check_all), and no thread may fail with anything but
a refusal that a page can show.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from accounts.models import User
from notifications.models import Notification
from peer_support import tasks
from peer_support.models import Bar, Message, Offer, Pairing, Supporter, SupportRequest
from peer_support.selectors.people import requester_of
from peer_support.services.bars import add_bar
from peer_support.services.batch import match_backlog, offer_together
from peer_support.services.making import offer_next
from peer_support.services.messages import send_message
from peer_support.services.offers import decline_offer, make_offer, withdraw_offers_of
from peer_support.services.pairings import end_pairing
from peer_support.services.requests import choose_supporter, match_me, withdraw_request
from peer_support.services.sweeps import close_pairings, expire_offers, lapse_choosing, remind
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import NOW, accept, ask_support, make_supporter, pair
from tests.peer_support.flow.rounds import (
    at_once,
    check_all,
    counting,
    crowd,
    forget_offers,
    held_up_by,
)

pytestmark = pytest.mark.django_db(transaction=True)
State = SupportRequest.State


def requests_of_one_team(number: int) -> list[SupportRequest]:
    """Return requests of as many colleagues, far away from every supporter."""
    team = TeamFactory()
    return [ask_support(person_in(team)) for _number in range(number)]


def supporters_of_one_team(number: int) -> list[Supporter]:
    """Return as many colleagues who support."""
    team = TeamFactory()
    return [make_supporter(team=team) for _number in range(number)]


def offer_between(request: SupportRequest, supporter: Supporter) -> Offer:
    """Return a live offer of a fresh round."""
    offer = make_offer(request=request, supporter=supporter, now=NOW)
    assert offer is not None
    return offer


@pytest.mark.start_first
def test_fifty_at_once_on_three_places_are_exactly_three_in_each_of_twenty_rounds() -> None:
    requests, (supporter,) = requests_of_one_team(50), supporters_of_one_team(1)
    people = {request.pk: requester_of(request) for request in requests}

    def choose(request: SupportRequest) -> None:
        choose_supporter(
            person=people[request.pk],
            request_id=request.public_id,
            supporter_id=supporter.public_id,
            now=NOW,
        )

    with crowd(50) as rush:
        for _round in range(20):
            forget_offers()
            chosen: Counter[str] = Counter()
            rush([counting(chosen, partial(choose, request)) for request in requests])
            assert chosen == {"done": 3, "NotAvailableError": 47}
            check_all()
            offers = list(Offer.objects.live().select_related("supporter__person"))
            accepted: Counter[str] = Counter()
            rush([counting(accepted, partial(accept, offers[n % 3])) for n in range(50)])
            assert accepted == {"done": 50}
            assert Pairing.objects.active().count() == 3
            check_all()


def test_requests_that_look_for_somebody_at_once_never_ask_one_supporter_twice() -> None:
    requests, (supporter,) = requests_of_one_team(8), supporters_of_one_team(1)
    with crowd(8) as rush:
        for _round in range(5):
            forget_offers()
            rush([partial(offer_next, request=request, now=NOW) for request in requests])
            assert Offer.objects.live().filter(supporter=supporter).count() == 1
            check_all()


@pytest.mark.start_first
@pytest.mark.parametrize("named_by_supporter", [False, True])
def test_naming_somebody_while_they_accept_never_leaves_a_barred_pair(
    named_by_supporter: bool,
) -> None:
    (request,), (supporter,) = requests_of_one_team(1), supporters_of_one_team(1)
    people = [requester_of(request), supporter.person]
    person, other = reversed(people) if named_by_supporter else people
    results: Counter[str] = Counter()
    for _round in range(100):
        forget_offers()
        offer = offer_between(request, supporter)
        at_once(
            counting(results, partial(accept, offer)),
            partial(add_bar, person=person, other=other, kind=Bar.Kind.EXCLUDED, now=NOW),
        )
        assert not Offer.objects.live().exists()
        assert not Pairing.objects.active().exists()
        assert Bar.objects.count() == 1
        check_all()
    assert set(results) <= {"done", "OfferGoneError", "NotAvailableError"}


def test_naming_somebody_while_the_two_are_matched_never_leaves_an_offer() -> None:
    (request,), (supporter,) = requests_of_one_team(1), supporters_of_one_team(1)
    person = requester_of(request)
    for _round in range(20):
        forget_offers()
        at_once(
            partial(make_offer, request=request, supporter=supporter, now=NOW),
            partial(
                add_bar, person=supporter.person, other=person, kind=Bar.Kind.EXCLUDED, now=NOW
            ),
        )
        assert not Offer.objects.live().exists()
        check_all()


def test_after_an_end_there_is_no_message_and_before_it_none_is_lost() -> None:
    (request,), (supporter,) = requests_of_one_team(1), supporters_of_one_team(1)
    officer = requester_of(request)
    for _round in range(20):
        forget_offers()
        pairing = accept(offer_between(request, supporter))
        sent: Counter[str] = Counter()
        send = partial(
            send_message,
            person=supporter.person,
            pairing_id=pairing.public_id,
            text="How are you today?",
            now=NOW,
        )
        end = partial(end_pairing, person=officer, pairing_id=pairing.public_id, now=NOW)
        at_once(counting(sent, send), end, end)
        counting(sent, send)()
        assert sent["done"] + sent["ConversationError"] == 2
        assert sent["ConversationError"] >= 1
        assert Message.objects.filter(conversation__pairing=pairing).count() == sent["done"]
        assert not Pairing.objects.active().exists()
        check_all()


@pytest.mark.parametrize("batch", [match_backlog, offer_together])
def test_batches_at_once_offer_each_request_once(batch: Callable[..., int]) -> None:
    # offer_together is the batch without its lock: the guarded path holds by itself.
    requests, supporters = requests_of_one_team(10), supporters_of_one_team(8)
    for _round in range(5):
        forget_offers()
        before = Notification.objects.count()
        at_once(*[partial(batch, now=NOW)] * 3)
        match_backlog(now=NOW)
        assert Offer.objects.count() == len(supporters)
        assert Notification.objects.count() - before == len(supporters)
        check_all()
    assert len(requests) - len(supporters) == SupportRequest.objects.backlog().count()


def test_duplicate_tasks_remind_pass_on_and_offer_once() -> None:
    requests, supporters = requests_of_one_team(4), supporters_of_one_team(8)
    forget_offers()
    for request, supporter in zip(requests, supporters, strict=False):
        offer_between(request, supporter)
    half = Offer.objects.values_list("remind_at", flat=True).first()
    due = Offer.objects.values_list("due_at", flat=True).first()
    assert half is not None
    assert due is not None
    told = Notification.objects.count()
    at_once(*[partial(remind, now=half)] * 3)
    assert Notification.objects.count() == told + 4
    at_once(*[partial(expire_offers, now=due)] * 3)
    assert Offer.objects.filter(state=Offer.State.EXPIRED).count() == 4
    assert Offer.objects.live().count() == 4
    assert Notification.objects.count() == told + 8
    assert set(SupportRequest.objects.values_list("failures", flat=True)) == {1}
    check_all()


def test_every_task_at_once_with_answers_ends_in_order() -> None:
    requests, supporters = requests_of_one_team(6), supporters_of_one_team(6)
    for _round in range(5):
        forget_offers()
        for request, supporter in zip(requests, supporters, strict=True):
            offer_between(request, supporter)
        Offer.objects.update(due_at=NOW, remind_at=NOW)
        results: Counter[str] = Counter()
        offers = list(Offer.objects.select_related("supporter__person"))
        officers = {request.pk: requester_of(request) for request in requests}
        at_once(
            tasks.keep_offers_moving,
            tasks.keep_offers_moving,
            tasks.match_backlog,
            counting(results, partial(accept, offers[0])),
            counting(results, partial(decline, offers[1])),
            counting(results, partial(withdraw, officers[offers[2].request_id], offers[2].request)),
            partial(withdraw_offers_of, supporter=offers[3].supporter, now=NOW),
            counting(results, partial(match, officers[offers[4].request_id], offers[4].request)),
        )
        assert set(results) <= {"done", "OfferGoneError", "RequestRefusedError"}
        check_all()


def decline(offer: Offer) -> None:
    decline_offer(person=offer.supporter.person, offer_id=offer.public_id, now=NOW)


def withdraw(person: User, request: SupportRequest) -> None:
    assert withdraw_request(person=person, request_id=request.public_id, now=NOW)


def match(person: User, request: SupportRequest) -> None:
    match_me(person=person, request_id=request.public_id, now=NOW)


def test_an_acceptance_and_an_expiry_at_once_are_one_or_the_other() -> None:
    (request,), (supporter,) = requests_of_one_team(1), supporters_of_one_team(1)
    results: Counter[str] = Counter()
    for _round in range(20):
        forget_offers()
        offer = offer_between(request, supporter)
        at_once(counting(results, partial(accept, offer)), partial(expire_offers, now=offer.due_at))
        offer.refresh_from_db()
        is_paired = Pairing.objects.active().exists()
        assert offer.state == (Offer.State.ACCEPTED if is_paired else Offer.State.EXPIRED)
        check_all()
    assert results["done"] + results["OfferGoneError"] == 20


def test_a_message_that_comes_as_silence_is_swept_keeps_the_pair() -> None:
    pairing, late = pair(), NOW + timedelta(days=30)
    write = partial(
        send_message,
        person=pairing.supporter.person,
        pairing_id=pairing.public_id,
        text="How are you today?",
        now=late,
    )
    assert held_up_by(write, partial(close_pairings, now=late)) == 0
    assert Pairing.objects.active().get() == pairing


def test_a_choice_that_comes_as_the_cards_lapse_keeps_the_request() -> None:
    request, late = ask_support(), NOW + timedelta(days=14)
    choose = partial(match_me, person=requester_of(request), request_id=request.public_id, now=late)
    assert held_up_by(choose, partial(lapse_choosing, now=late)) == 0
    request.refresh_from_db()
    assert (request.state, request.closed_on) == (State.WAITING, None)


def test_a_withdrawal_and_an_acceptance_at_once_are_one_or_the_other() -> None:
    (request,), (supporter,) = requests_of_one_team(1), supporters_of_one_team(1)
    officer = requester_of(request)
    for _round in range(20):
        forget_offers()
        offer = offer_between(request, supporter)
        results: Counter[str] = Counter()
        at_once(
            counting(results, partial(accept, offer)),
            lambda: withdraw_request(person=officer, request_id=request.public_id, now=NOW),
        )
        request.refresh_from_db()
        assert request.state == (State.PAIRED if results["done"] else State.WITHDRAWN)
        check_all()


def test_two_devices_ask_once() -> None:
    officer = person_in(TeamFactory())
    results: Counter[str] = Counter()
    at_once(*[counting(results, partial(ask_support, officer))] * 4)
    assert results == {"done": 1, "RequestRefusedError": 3}


def test_supporters_who_support_each_other_never_wait_in_a_circle() -> None:
    # Each asks the other: the locks of both pairs are taken in the same order.
    one, two = supporters_of_one_team(1)[0], supporters_of_one_team(1)[0]
    first, second = ask_support(one.person), ask_support(two.person)
    for _round in range(20):
        forget_offers()
        results: Counter[str] = Counter()
        at_once(
            partial(make_offer, request=first, supporter=two, now=NOW),
            partial(make_offer, request=second, supporter=one, now=NOW),
            counting(
                results,
                partial(
                    add_bar, person=one.person, other=two.person, kind=Bar.Kind.RELATION, now=NOW
                ),
            ),
        )
        check_all()
