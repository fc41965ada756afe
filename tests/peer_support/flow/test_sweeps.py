"""What time does; each sweep a second time changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from core.crypto.fields import Sealed
from notifications.models import Notification
from organisation.models import Role
from peer_support import tasks
from peer_support.models import HeldPlace, Offer, Pairing, Supporter, SupportRequest
from peer_support.services import sweeps
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import NOW, accept, ask_support, make_supporter, offer_to, pair
from tests.peer_support.flow.steps import check_places, live_offer, matched, news_of

pytestmark = pytest.mark.django_db
State = SupportRequest.State


def test_a_supporter_is_reminded_once_at_half_time() -> None:
    offer = offer_to()
    half = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert sweeps.remind(now=half - timedelta(seconds=1)) == 0
    assert [sweeps.remind(now=half), sweeps.remind(now=half)] == [1, 0]
    assert news_of(offer.supporter.person) == 2


def test_an_answered_offer_is_neither_reminded_of_nor_passed_on() -> None:
    offer = offer_to()
    accept(offer)
    assert sweeps.remind(now=offer.due_at) == sweeps.expire_offers(now=offer.due_at) == 0
    offer.refresh_from_db()
    assert offer.state == Offer.State.ACCEPTED


def test_an_expired_offer_passes_on_and_the_requester_has_nothing_to_do() -> None:
    officer, first, second = person_in(TeamFactory()), make_supporter(), make_supporter()
    request = matched(officer)
    offer = live_offer()
    assert sweeps.expire_offers(now=offer.due_at - timedelta(seconds=1)) == 0
    assert [sweeps.expire_offers(now=offer.due_at) for _again in range(2)] == [1, 0]
    offer.refresh_from_db()
    assert (offer.state, offer.answered_at) == (Offer.State.EXPIRED, offer.due_at)
    request.refresh_from_db()
    assert (request.state, request.failures) == (State.OFFERED, 1)
    assert {offer.supporter, live_offer().supporter} == {first, second}
    assert news_of(officer) == 0
    check_places()


def test_the_coordinator_is_asked_after_three_failures_once_and_reads_no_name() -> None:
    team = TeamFactory()
    coordinator = person_in(team, Role.PEER_COORDINATOR)
    elsewhere = person_in(TeamFactory(), Role.PEER_COORDINATOR)
    officer = person_in(team)
    for _number in range(4):
        make_supporter()
    request = matched(officer, urgency="urgent")
    for asked in (None, None, NOW):
        offer = live_offer()
        sweeps.expire_offers(now=offer.due_at)
        request.refresh_from_db()
        assert (request.coordinator_asked_at is None) == (asked is None)
    assert request.state == State.OFFERED
    assert sweeps.ask_coordinators(now=live_offer().due_at) == 0
    sweeps.expire_offers(now=live_offer().due_at)
    notice = Notification.objects.get(recipient=coordinator)
    assert (notice.params, notice.url) == ({}, "/peer-support/")
    assert str(request.public_id) not in notice.subject_key
    assert (news_of(elsewhere), news_of(officer)) == (0, 0)


def test_the_coordinator_is_asked_after_72_hours_once() -> None:
    team = TeamFactory()
    coordinator = person_in(team, Role.PEER_COORDINATOR)
    matched(person_in(team))
    assert sweeps.ask_coordinators(now=NOW + timedelta(hours=71, minutes=59)) == 0
    late = NOW + timedelta(hours=72)
    assert [sweeps.ask_coordinators(now=late) for _again in range(2)] == [1, 0]
    assert news_of(coordinator) == 1


def test_a_coordinator_who_asks_for_support_is_not_told_of_their_own_request() -> None:
    team = TeamFactory()
    coordinator = person_in(team, Role.PEER_COORDINATOR)
    matched(coordinator)
    assert sweeps.ask_coordinators(now=NOW + timedelta(days=4)) == 1
    assert news_of(coordinator) == 0


def test_three_expiries_in_a_month_pause_a_supporter_kindly() -> None:
    supporter = make_supporter(capacity=5)
    offers = [offer_to(supporter) for _number in range(4)]
    for offer in offers[:2]:
        Offer.objects.filter(pk=offer.pk).update(due_at=NOW)
    assert sweeps.expire_offers(now=NOW) == 2
    supporter.refresh_from_db()
    assert supporter.state == Supporter.State.ACTIVE
    told = news_of(supporter.person)
    Offer.objects.filter(pk=offers[2].pk).update(due_at=NOW)
    sweeps.expire_offers(now=NOW)
    supporter.refresh_from_db()
    assert (supporter.state, supporter.paused_kindly_at) == (Supporter.State.PAUSED, NOW)
    assert news_of(supporter.person) == told + 1
    # The fourth does not wait for somebody who rests.
    other = make_supporter()
    assert sweeps.take_back_stranded(now=NOW) == 1
    assert live_offer().supporter == other
    assert sweeps.take_back_stranded(now=NOW) == 0
    check_places()


def test_expiries_a_month_ago_or_before_the_last_rest_do_not_count() -> None:
    supporter = make_supporter(capacity=5)
    old = [offer_to(supporter) for _number in range(2)]
    for offer in old:
        Offer.objects.filter(pk=offer.pk).update(due_at=NOW)
    sweeps.expire_offers(now=NOW)
    month_later = NOW + timedelta(days=30)
    third = offer_to(supporter, now=month_later - timedelta(days=5))
    sweeps.expire_offers(now=max(month_later, third.due_at))
    supporter.refresh_from_db()
    assert supporter.state == Supporter.State.ACTIVE
    Offer.objects.update(answered_at=NOW)
    Supporter.objects.update(paused_kindly_at=NOW)
    again = offer_to(supporter, now=NOW)
    sweeps.expire_offers(now=again.due_at)
    supporter.refresh_from_db()
    assert supporter.state == Supporter.State.ACTIVE


def test_a_request_that_never_chose_lapses_after_a_fortnight() -> None:
    officer = person_in(TeamFactory())
    request = ask_support(officer)
    assert sweeps.lapse_choosing(now=NOW + timedelta(days=13)) == 0
    late = NOW + timedelta(days=14)
    assert [sweeps.lapse_choosing(now=late) for _again in range(2)] == [1, 0]
    request.refresh_from_db()
    assert (request.state, request.closed_on) == (State.LAPSED, late.date())
    assert news_of(officer) == 1
    assert ask_support(officer, now=late).state == State.CHOOSING


def test_reviews_are_prompted_at_two_weeks_and_at_six_to_both() -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    pairing = pair(officer, supporter)
    told = news_of(officer), news_of(supporter.person)
    for weeks, times in ((1, 0), (2, 1), (2, 1), (5, 1), (6, 2), (11, 2)):
        sweeps.prompt_reviews(now=NOW + timedelta(weeks=weeks))
        assert news_of(officer) - told[0] == news_of(supporter.person) - told[1] == times
    pairing.refresh_from_db()
    assert (pairing.reviews_done, pairing.review_at) == (2, None)


def test_a_pairing_ends_after_twelve_weeks_or_thirty_silent_days() -> None:
    silent, talking = pair(), pair()
    ended = []
    for day in (29, 30, 59, 83, 84):
        now = NOW + timedelta(days=day)
        ended.append(sweeps.close_pairings(now=now))
        Pairing.objects.filter(pk=talking.pk).update(last_word_at=now)
    assert ended == [0, 1, 0, 0, 1]
    assert not Pairing.objects.active().exists()
    silent.refresh_from_db()
    assert silent.ended_at == NOW + timedelta(days=30)
    check_places()


def test_a_supporter_without_a_post_lets_go_of_everything() -> None:
    gone, other = make_supporter(), make_supporter()
    pairing, offer = pair(None, gone), offer_to(gone, now=NOW + timedelta(days=8))
    gone.person.memberships.update(ended_on=NOW.date())
    assert [sweeps.end_supporters_without_post(now=NOW) for _again in range(2)] == [1, 0]
    gone.refresh_from_db()
    pairing.refresh_from_db()
    assert (gone.state, gone.held, pairing.state) == (Supporter.State.LEFT, 0, "ended")
    assert live_offer().supporter == other
    assert live_offer().request == offer.request
    check_places()


def test_what_a_leaver_asked_for_is_closed_and_asks_no_supporter_any_more() -> None:
    officers = [person_in(TeamFactory()) for _number in range(3)]
    supporter = make_supporter()
    pair(officers[0], supporter)
    offer_to(make_supporter(), ask_support(officers[1]))
    ask_support(officers[2])
    stays = ask_support()
    for officer in officers:
        officer.is_active = False
        officer.save()
    assert [sweeps.close_requests_of_leavers(now=NOW) for _again in range(2)] == [3, 0]
    assert SupportRequest.objects.open().get() == stays
    assert not HeldPlace.objects.exists()
    check_places()


def test_the_tasks_take_no_argument_and_twice_is_once() -> None:
    offer = offer_to(now=timezone.now() - timedelta(days=20))
    for _again in range(2):
        tasks.keep_offers_moving()
        tasks.keep_pairings()
        tasks.match_backlog()
    offer.refresh_from_db()
    assert offer.state == Offer.State.EXPIRED
    assert offer.request.offers.count() == 1
    assert SupportRequest.objects.get().failures == 1


def test_a_row_that_does_not_open_stops_no_other() -> None:
    make_supporter()
    broken, whole = offer_to(), offer_to()
    SupportRequest.objects.filter(pk=broken.request_id).update(requester=Sealed("not a seal"))
    assert sweeps.expire_offers(now=whole.due_at) == 1
    whole.refresh_from_db()
    assert whole.state == Offer.State.EXPIRED
