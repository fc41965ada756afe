"""People arrive, change posts and leave; what they held before stays on record."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from organisation.exceptions import MembershipError
from organisation.models import Membership, Node, NodeKind, RassoRole, Role
from organisation.services.membership import Post, change_post, join_force
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    MembershipFactory,
    RankFactory,
    RoleGrantFactory,
    TeamFactory,
    UnitFactory,
    nation,
    person_in,
    place_above,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)


def post(node: Node, *, number: str = "4471", manager: User | None = None) -> Post:
    return Post(node, RankFactory(), RassoRole.INVESTIGATOR, number, manager)


def test_joining_is_recorded_with_force_and_audit_row() -> None:
    team = TeamFactory()
    admin = person_in(team, Role.FORCE_ADMIN)
    person = UserFactory()

    made = join_force(actor=admin, person=person, post=post(team), started_on=DAY)

    assert made.force.kind == "force"
    assert (made.node, made.service_number, made.started_on) == (team, "4471", DAY)
    event = AuditEvent.objects.get(action="organisation.joined", force_id=made.force_id)
    assert event.details["person"] == str(person.public_id)


def test_only_an_administrator_of_the_force_takes_people_on() -> None:
    team = TeamFactory()
    for outsider in (person_in(team), person_in(TeamFactory(), Role.FORCE_ADMIN)):
        with pytest.raises(MembershipError, match="administrator"):
            join_force(actor=outsider, person=UserFactory(), post=post(team), started_on=DAY)
    assert Membership.objects.filter(node=team).count() == 1


def test_a_number_belongs_to_one_person_of_a_force_at_a_time() -> None:
    team = TeamFactory()
    held = MembershipFactory(node=team, service_number="4471")

    with pytest.raises(MembershipError, match="warrant or staff number"):
        join_force(actor=None, person=UserFactory(), post=post(team), started_on=DAY)
    join_force(actor=None, person=UserFactory(), post=post(TeamFactory()), started_on=DAY)
    Membership.objects.filter(pk=held.pk).update(ended_on=DAY)
    join_force(actor=None, person=UserFactory(), post=post(team), started_on=DAY)


@pytest.mark.parametrize("number", ["", "=1+1", "x" * 21, "12\n34"])
def test_a_number_that_no_force_gives_is_refused(number: str) -> None:
    with pytest.raises(MembershipError, match="letters and digits"):
        join_force(
            actor=None,
            person=UserFactory(),
            post=post(TeamFactory(), number=number),
            started_on=DAY,
        )


def test_a_person_of_another_force_cannot_be_taken_and_is_not_given_away() -> None:
    elsewhere = person_in(TeamFactory())
    runs_the_cms = UserFactory(superuser=True)
    has_rights = RoleGrantFactory(role=Role.NATIONAL, scope=nation()).person

    for person in (elsewhere, runs_the_cms, has_rights):
        with pytest.raises(MembershipError, match=r"^This address cannot be used\.$"):
            join_force(actor=None, person=person, post=post(TeamFactory()), started_on=DAY)


def test_nobody_works_above_the_forces_or_in_a_closed_place() -> None:
    closed = TeamFactory(closed_on=DAY)
    with pytest.raises(MembershipError, match="is closed"):
        join_force(actor=None, person=UserFactory(), post=post(closed), started_on=DAY)
    with pytest.raises(MembershipError, match="work in a force"):
        join_force(actor=None, person=UserFactory(), post=post(nation()), started_on=DAY)


def test_a_change_ends_one_post_and_begins_another() -> None:
    team = TeamFactory()
    other = TeamFactory(parent=team.get_parent())
    person = person_in(team)

    change_post(actor=None, person=person, post=post(other), effective_on=DAY)

    posts = Membership.objects.filter(person=person).order_by("started_on")
    assert [(each.node, each.ended_on) for each in posts] == [(team, DAY), (other, None)]


def test_a_change_on_the_first_day_corrects_the_post() -> None:
    team = TeamFactory()
    held = MembershipFactory(node=team, started_on=DAY)

    change_post(actor=None, person=held.person, post=post(team, number="9"), effective_on=DAY)

    only = Membership.objects.get(person=held.person)
    assert (only.service_number, only.started_on) == ("9", DAY)


def test_a_change_before_the_post_began_is_refused() -> None:
    held = MembershipFactory(started_on=DAY)

    with pytest.raises(MembershipError, match="before the person’s present post"):
        change_post(
            actor=None, person=held.person, post=post(held.node), effective_on=date(2025, 1, 1)
        )


def test_a_second_change_waits_for_the_first() -> None:
    held = MembershipFactory()
    soon = timezone.localdate() + timedelta(days=5)
    change_post(actor=None, person=held.person, post=post(held.node), effective_on=soon)

    with pytest.raises(MembershipError, match="planned"):
        change_post(actor=None, person=held.person, post=post(held.node), effective_on=DAY)


def test_a_person_stays_in_their_force() -> None:
    person = person_in(TeamFactory())

    with pytest.raises(MembershipError, match="does not work in the force"):
        change_post(actor=None, person=person, post=post(TeamFactory()), effective_on=DAY)


def test_a_line_of_management_never_closes_into_a_loop() -> None:
    team = TeamFactory()
    top = person_in(team)
    middle = person_in(team, line_manager=top)
    bottom = person_in(team, line_manager=middle)

    for manager in (top, middle, bottom):
        with pytest.raises(MembershipError, match="line"):
            change_post(actor=None, person=top, post=post(team, manager=manager), effective_on=DAY)
    assert Membership.objects.get(person=top).line_manager is None


def test_a_line_manager_works_in_the_same_force() -> None:
    person, stranger = person_in(TeamFactory()), person_in(TeamFactory())
    place = Membership.objects.get(person=person).node

    with pytest.raises(MembershipError, match="does not work in the force"):
        change_post(actor=None, person=person, post=post(place, manager=stranger), effective_on=DAY)


def test_a_unit_is_a_place_to_work_in_too() -> None:
    unit = UnitFactory()

    made = join_force(actor=None, person=UserFactory(), post=post(unit), started_on=DAY)

    assert made.force == place_above(unit, NodeKind.FORCE)
