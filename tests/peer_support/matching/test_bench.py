"""The benchmark's world is one in which people are found, and kept apart, as in the product."""

import pytest
from django.utils import timezone

from peer_support.bench_supporters import fill_supporters
from peer_support.matching.candidates import blocked_patterns
from peer_support.matching.rules import IN_LINE, SAME_TEAM
from peer_support.models import Offer, Supporter
from peer_support.selectors.cards import cards_for

pytestmark = pytest.mark.django_db


def test_supporters_of_the_benchmark_are_found_and_kept_apart() -> None:
    # A number of teams that four does not divide, so that supporters sit in the teams of others.
    world = fill_supporters(2_020)
    now = timezone.now()
    assert world.supporters == Supporter.objects.active().count() == 505
    assert len({request.requester_ref for request in world.requests}) == len(world.requests) == 500
    assert Offer.objects.live().count() == 0
    seen = [blocked_patterns(request, now) for request in world.requests[:20]]
    assert all(any(codes for codes in patterns) for patterns in seen)
    kept_apart = {code for patterns in seen for codes in patterns for code in codes}
    assert {IN_LINE, SAME_TEAM} <= kept_apart
    shown = [len(cards_for(request, now)) for request in world.requests[:20]]
    free = [patterns.get(frozenset(), 0) for patterns in seen]
    assert shown == [min(5, people) for people in free]
