"""A worker killed in the middle of a sweep, with a broker that forgets: nothing lost or doubled."""

from datetime import timedelta

import pytest
import redis
from django.db import transaction
from django.utils import timezone

from notifications.models import Notification
from peer_support import tasks
from peer_support.models import Offer, Supporter, SupportRequest
from peer_support.services.locks import lock_people
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import ask_support, make_supporter, offer_to
from tests.notifications.workers import kill_group, running_worker, wait_until
from tests.peer_support.flow.rounds import check_all, somebody_waits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.start_first]
State = SupportRequest.State
OFFERS, SETTLED = 5, 2


def overdue_offer(supporter: Supporter) -> Offer:
    """Return an offer whose time is over by the real clock, which the worker goes by."""
    now = timezone.now()
    offer = offer_to(supporter, ask_support(person_in(TeamFactory()), now=now), now=now)
    Offer.objects.filter(pk=offer.pk).update(due_at=now - timedelta(minutes=1), remind_at=None)
    return offer


def kill_while_it_waits_for(supporter: Supporter, broker: redis.Redis) -> None:
    """Let a worker sweep until it needs the supporter's lock; kill it there, and the broker."""
    with transaction.atomic():
        lock_people(supporter.person_id)
        with running_worker() as worker:
            tasks.keep_offers_moving.delay()
            wait_until(somebody_waits)
            kill_group(worker)
    broker.flushdb()


def sweep_again() -> None:
    """Let a new worker do what beat queues, each task twice."""
    with running_worker():
        for _again in range(2):
            tasks.keep_offers_moving.delay()
            tasks.match_backlog.delay()
        wait_until(lambda: not Offer.objects.due(timezone.now()).exists())
        wait_until(lambda: not SupportRequest.objects.backlog().exists())


def test_offers_that_expire_while_the_worker_dies_pass_on_once_each(broker: redis.Redis) -> None:
    supporters = [make_supporter() for _number in range(OFFERS)]
    offers = [overdue_offer(supporter) for supporter in supporters]
    for _number in range(OFFERS):
        make_supporter()
    kill_while_it_waits_for(supporters[SETTLED], broker)
    expired = Offer.objects.filter(state=Offer.State.EXPIRED)
    assert list(expired.order_by("pk")) == offers[:SETTLED]
    check_all()
    sweep_again()
    assert set(expired) == set(offers)
    assert set(SupportRequest.objects.values_list("state", "failures")) == {(State.OFFERED, 1)}
    assert Offer.objects.live().count() == OFFERS
    # Each supporter is told once of each offer, and nobody of anything else.
    assert Notification.objects.count() == Offer.objects.count() == 2 * OFFERS
    check_all()


def test_a_kill_between_the_expiry_and_the_next_offer_leaves_the_request_to_the_batch(
    broker: redis.Redis,
) -> None:
    offer = overdue_offer(make_supporter())
    next_best = make_supporter()
    kill_while_it_waits_for(next_best, broker)
    request = SupportRequest.objects.get()
    assert (request.state, request.failures) == (State.WAITING, 1)
    assert not Offer.objects.live().exists()
    check_all()
    sweep_again()
    assert Offer.objects.live().get().supporter == next_best
    assert Offer.objects.exclude(pk=offer.pk).count() == 1
    assert Notification.objects.filter(recipient=next_best.person).count() == 1
    check_all()
