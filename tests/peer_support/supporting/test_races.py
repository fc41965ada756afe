"""Both at once, on real connections: a supporter's state and what others settle with them."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from core.exceptions import DomainError
from organisation.models import Node, Role, RoleGrant
from peer_support.models import HeldPlace, Offer, Pairing, Supporter, SupporterDecision
from peer_support.services.leaving import leave_supporting
from peer_support.services.offers import make_offer
from peer_support.services.pauses import pause_supporting
from peer_support.services.supporters import change_profile
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import accept, ask_support, make_supporter, offer_to
from tests.learning.test_races import at_once
from tests.peer_support.supporting.steps import PROFILE, apply, decide, train

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 12


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory()
    return made


def calmly(act: Callable[[], object], refused: list[str]) -> Callable[[], None]:
    """The act, whose refusal in words is kept; anything else that goes wrong fails the test."""

    def done() -> None:
        try:
            act()
        except DomainError as refusal:
            refused.append(str(refusal.message))

    return done


def test_two_clicks_on_apply_are_one_application(team: Node) -> None:
    person, refused = person_in(team), list[str]()
    at_once(*[calmly(lambda: apply(person), refused)] * 4)

    assert Supporter.objects.count() == 1
    assert len(refused) == 3


def test_two_coordinators_who_decide_at_once_decide_once(team: Node) -> None:
    first, second = (person_in(team, Role.PEER_COORDINATOR) for _number in range(2))
    supporter, refused = apply(person_in(team)), list[str]()
    train(first, supporter)
    at_once(
        calmly(lambda: decide(first, supporter), refused),
        calmly(lambda: decide(second, supporter, SupporterDecision.Kind.DECLINED), refused),
    )

    decision = SupporterDecision.objects.get()
    supporter.refresh_from_db()
    assert refused == ["This application has been decided already."]
    assert (supporter.state == "active") == (decision.kind == "taken_on")
    roles = RoleGrant.objects.filter(person=supporter.person).count()
    assert roles == (1 if decision.kind == "taken_on" else 0)


@pytest.mark.parametrize("stop", [pause_supporting, leave_supporting])
def test_pausing_or_leaving_against_accepting_leaves_nothing_between(
    stop: Callable[..., object],
) -> None:
    for _round in range(ROUNDS):
        now, refused = timezone.now(), list[str]()
        supporter = make_supporter()
        offer = offer_to(supporter, now=now)
        person: User = supporter.person
        at_once(
            calmly(lambda: accept(offer, now=now), refused),  # noqa: B023 -- run in this round
            calmly(lambda: stop(person=person, now=now), refused),  # noqa: B023 -- as above
        )

        supporter.refresh_from_db()
        active = Pairing.objects.active().filter(supporter=supporter).count()
        assert supporter.state in {"paused", "left"}
        assert not Offer.objects.live().filter(supporter=supporter).exists()
        assert supporter.state == "paused" or active == 0
        assert supporter.held == active == HeldPlace.objects.filter(supporter=supporter).count()
        assert all("no longer" in words or "not available" in words for words in refused)


def test_capacity_lowered_against_an_offer_never_leaves_more_taken_than_there_is() -> None:
    for _round in range(ROUNDS):
        now, refused = timezone.now(), list[str]()
        supporter = make_supporter(capacity=2)
        offer_to(supporter, now=now)
        lower = PROFILE.__class__(alias="Ann", slots=PROFILE.slots, capacity=1)
        at_once(
            lambda: _offer_again(supporter),  # noqa: B023 -- run in this round
            calmly(
                lambda: change_profile(person=supporter.person, profile=lower, now=now),  # noqa: B023
                refused,
            ),
        )

        supporter.refresh_from_db()
        assert supporter.held <= supporter.capacity
        assert (supporter.capacity == 1) == (refused == [])


def _offer_again(supporter: Supporter) -> None:
    make_offer(
        request=ask_support(now=timezone.now()),
        supporter=supporter,
        now=timezone.now(),
        was_chosen=True,
    )
