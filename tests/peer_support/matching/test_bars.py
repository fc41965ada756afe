"""What keeps two people apart, as the tables say it, with each of the two asking."""

from datetime import timedelta

import pytest

from accounts.models import User
from organisation.models import Membership, Node, NodeKind, RassoRole, Role
from peer_support.matching.candidates import blocked_patterns, candidates_for, is_still_allowed
from peer_support.matching.explaining import counts_of
from peer_support.matching.rules import NOT_AVAILABLE
from peer_support.models import Bar, Offer, SupportRequest
from peer_support.refs import bar_ref_of
from tests.factories.organisation import (
    MembershipFactory,
    RoleGrantFactory,
    TeamFactory,
    UnitFactory,
    person_in,
    place_above,
)
from tests.peer_support.matching.people import (
    NOW,
    TODAY,
    offer_to,
    request_of,
    supporter_in,
    supporter_of,
)

pytestmark = pytest.mark.django_db

YEAR_AGO = TODAY.replace(year=TODAY.year - 1)
ENDED = SupportRequest.State.ENDED


def _may(asker: User, bearer: User) -> bool:
    """Whether the one could be offered to the other; both doors must say the same."""
    supporter, request = supporter_of(bearer), request_of(asker, state=ENDED)
    found = candidates_for(request, now=NOW, limit=10)
    allowed = is_still_allowed(request, supporter, NOW)
    assert allowed == (supporter.pk in {each.supporter_id for each in found})
    if not allowed:
        assert counts_of(blocked_patterns(request, NOW))[NOT_AVAILABLE] == 1
    supporter.delete()
    request.delete()
    return allowed


def _may_either(one: User, other: User) -> bool:
    """Whether the two could be a pair; it must not matter who asks."""
    allowed = _may(one, other)
    assert _may(other, one) == allowed
    return allowed


def _leave(person: User, ended_on: object) -> None:
    Membership.objects.filter(person=person).update(ended_on=ended_on)


def _bar(owner: User, other: User, kind: Bar.Kind) -> None:
    Bar.objects.create(
        owner_ref=bar_ref_of(owner), other_ref=bar_ref_of(other), kind=kind, other=str(other.pk)
    )


def test_two_strangers_may_be_a_pair() -> None:
    assert _may_either(person_in(TeamFactory()), person_in(TeamFactory()))


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_nobody_in_the_line_of_management_at_any_depth(depth: int) -> None:
    top = manager = person_in(TeamFactory())
    for _level in range(depth):
        manager = person_in(TeamFactory(), line_manager=manager)
    assert not _may_either(top, manager)


def test_a_loop_in_the_line_ends_and_bars_all_in_it() -> None:
    first = person_in(TeamFactory())
    second = person_in(TeamFactory(), line_manager=first)
    third = person_in(TeamFactory(), line_manager=second)
    Membership.objects.filter(person=first).update(line_manager=third)
    assert not _may_either(first, third)
    assert not _may_either(second, first)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.MANAGER])
def test_nobody_whose_place_the_other_holds(role: Role) -> None:
    unit = UnitFactory()
    holder = person_in(TeamFactory())
    RoleGrantFactory(person=holder, role=role, scope=unit)
    assert not _may_either(holder, person_in(TeamFactory(parent=unit)))


def test_the_line_goes_on_above_a_place_that_is_held() -> None:
    team = TeamFactory()
    top = person_in(TeamFactory())
    holder = person_in(TeamFactory(), line_manager=top)
    RoleGrantFactory(person=holder, role=Role.SUPERVISOR, scope=team)
    assert not _may_either(top, person_in(team))


def test_a_role_that_leads_nobody_or_is_over_bars_nobody() -> None:
    team = TeamFactory()
    holder = person_in(TeamFactory())
    RoleGrantFactory(person=holder, role=Role.EDITOR, scope=team)
    RoleGrantFactory(person=holder, role=Role.MANAGER, scope=team, ends_on=TODAY)
    RoleGrantFactory(person=holder, role=Role.SUPERVISOR, scope=team, revoked_at=NOW)
    assert _may_either(holder, person_in(team))


def test_nobody_with_the_same_line_manager() -> None:
    manager = person_in(TeamFactory())
    one, other = (person_in(TeamFactory(), line_manager=manager) for _number in range(2))
    assert not _may_either(one, other)


def test_nobody_of_the_same_team_or_unit() -> None:
    for place in (TeamFactory(), UnitFactory()):
        assert not _may_either(person_in(place), person_in(place))


def test_two_people_who_belong_to_a_force_and_no_team_may_be_a_pair() -> None:
    force = place_above(TeamFactory(), NodeKind.FORCE)
    assert _may_either(person_in(force), person_in(force))


@pytest.mark.parametrize(("days", "allowed"), [(0, True), (1, False)])
def test_a_team_left_within_twelve_months_still_bars(days: int, allowed: bool) -> None:
    team = TeamFactory()
    mover = person_in(team)
    left = YEAR_AGO + timedelta(days=days)
    _leave(mover, left)
    MembershipFactory(person=mover, node=TeamFactory(), started_on=left)
    assert _may_either(mover, person_in(team)) == allowed


def test_whoever_is_about_to_join_the_team_is_barred_already() -> None:
    team = TeamFactory()
    joiner = person_in(TeamFactory())
    _leave(joiner, TODAY + timedelta(days=7))
    MembershipFactory(person=joiner, node=team, started_on=TODAY + timedelta(days=7))
    assert not _may_either(joiner, person_in(team))


def test_a_wish_for_the_own_team_lifts_only_the_bar_of_the_team() -> None:
    team = TeamFactory()
    asker, manager = person_in(team), person_in(team)
    mate = supporter_in(team)
    supporter_of(manager)
    Membership.objects.filter(person=asker).update(line_manager=manager)
    request = request_of(asker, own_team_allowed=True)
    found = candidates_for(request, now=NOW, limit=10)
    assert [each.supporter_id for each in found] == [mate.pk]


@pytest.mark.parametrize("role", [RassoRole.PROFESSIONAL_STANDARDS, RassoRole.HUMAN_RESOURCES])
def test_nobody_who_works_in_professional_standards_or_human_resources(role: RassoRole) -> None:
    person = person_in(TeamFactory())
    Membership.objects.filter(person=person).update(rasso_role=role)
    assert not _may_either(person, person_in(TeamFactory()))


@pytest.mark.parametrize("kind", list(Bar.Kind))
def test_what_either_side_said_bars_both(kind: Bar.Kind) -> None:
    one, other = person_in(TeamFactory()), person_in(TeamFactory())
    _bar(one, other, kind)
    assert not _may_either(one, other)


def test_a_bar_touches_no_third_person() -> None:
    one, other = person_in(TeamFactory()), person_in(TeamFactory())
    _bar(one, other, Bar.Kind.EXCLUDED)
    assert _may_either(one, person_in(TeamFactory()))


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (Offer.State.DECLINED, False),
        (Offer.State.KNOWN, False),
        (Offer.State.EXPIRED, False),
        (Offer.State.WITHDRAWN, True),
    ],
)
def test_who_did_not_take_this_request_is_not_asked_again(
    state: Offer.State, allowed: bool
) -> None:
    supporter = supporter_in(TeamFactory())
    request = request_of(person_in(TeamFactory()))
    offer_to(supporter, request, state=state)
    assert is_still_allowed(request, supporter, NOW) == allowed
    assert is_still_allowed(request_of(person_in(TeamFactory())), supporter, NOW)


def test_nobody_is_their_own_supporter() -> None:
    person = person_in(TeamFactory())
    supporter_of(person)
    request = request_of(person, state=ENDED)
    assert candidates_for(request, now=NOW, limit=10) == []
    assert counts_of(blocked_patterns(request, NOW)) == {NOT_AVAILABLE: 1}


def test_a_supporter_with_an_open_request_is_not_offered_but_may_answer() -> None:
    supporter = supporter_in(TeamFactory(), held=1)
    request_of(supporter.person)
    request = request_of(person_in(TeamFactory()))
    assert candidates_for(request, now=NOW, limit=10) == []
    assert not is_still_allowed(request, supporter, NOW)
    assert is_still_allowed(request, supporter, NOW, holds_place=True)
    assert counts_of(blocked_patterns(request, NOW)) == {NOT_AVAILABLE: 1}


def test_the_place_held_for_the_request_counts_as_free_only_for_its_answer() -> None:
    supporter = supporter_in(TeamFactory(), capacity=2, held=2)
    request = request_of(person_in(TeamFactory()))
    assert not is_still_allowed(request, supporter, NOW)
    assert is_still_allowed(request, supporter, NOW, holds_place=True)


@pytest.mark.parametrize(
    "fields",
    [
        {"training_due_on": TODAY - timedelta(days=31)},
        {"supervision_due_on": TODAY - timedelta(days=31)},
        {"last_taken_at": NOW - timedelta(days=6)},
    ],
)
def test_what_stops_new_offers_does_not_stop_an_answer(fields: dict[str, object]) -> None:
    supporter = supporter_in(TeamFactory(), held=1, **fields)
    request = request_of(person_in(TeamFactory()))
    assert not is_still_allowed(request, supporter, NOW)
    assert is_still_allowed(request, supporter, NOW, holds_place=True)


def test_whoever_pauses_or_has_a_closed_account_can_neither_be_offered_nor_answer() -> None:
    request = request_of(person_in(TeamFactory()))
    paused = supporter_in(TeamFactory(), state="paused", held=1)
    closed = supporter_in(TeamFactory(), held=1)
    User.objects.filter(pk=closed.person_id).update(is_active=False)
    for supporter in (paused, closed):
        assert not is_still_allowed(request, supporter, NOW)
        assert not is_still_allowed(request, supporter, NOW, holds_place=True)


def test_a_person_without_a_post_is_no_supporter_and_can_still_ask() -> None:
    gone = supporter_in(TeamFactory())
    _leave(gone.person, TODAY)
    here = supporter_in(TeamFactory())
    request = request_of(gone.person, state=ENDED)
    found = candidates_for(request, now=NOW, limit=10)
    assert [each.supporter_id for each in found] == [here.pk]
    assert candidates_for(request_of(here.person, state=ENDED), now=NOW, limit=10) == []
    assert counts_of(blocked_patterns(request, NOW)) == {}


def test_nobody_near_is_found_for_a_person_in_another_region() -> None:
    supporter = supporter_in(TeamFactory())
    near = TeamFactory(parent=_unit_beside(supporter.person.memberships.get().node))
    far = TeamFactory()
    assert is_still_allowed(request_of(person_in(near), mode="in_person"), supporter, NOW)
    assert not is_still_allowed(request_of(person_in(far), mode="in_person"), supporter, NOW)


def _unit_beside(team: Node) -> Node:
    return UnitFactory(parent=place_above(team, NodeKind.FORCE))
