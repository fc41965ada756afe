"""Roles: who may give which to whom, over what, and that each act is in the audit log."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from audit.models import AuditEvent
from organisation.exceptions import RoleError
from organisation.models import Node, Role, RoleGrant
from organisation.policies import has_role
from organisation.selectors import roles_of
from organisation.services.roles import appoint, grant_role, revoke_role
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    ForceFactory,
    RoleGrantFactory,
    TeamFactory,
    UnitFactory,
    nation,
    person_in,
)

pytestmark = pytest.mark.django_db


def today_plus(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_an_administrator_gives_a_role_inside_their_force() -> None:
    force = ForceFactory()
    team = TeamFactory(parent=UnitFactory(parent=force))
    admin, officer = person_in(force, Role.FORCE_ADMIN), person_in(team)

    grant = grant_role(
        actor=admin, person=officer, role=Role.SUPERVISOR, scope=team, starts_on=today_plus(0)
    )

    assert has_role(officer, Role.SUPERVISOR, within=team)
    assert not has_role(officer, Role.SUPERVISOR, within=force)
    event = AuditEvent.objects.get(action="organisation.role_granted")
    assert (event.force_id, event.actor) == (force.pk, str(admin.public_id))
    assert event.details["person"] == str(officer.public_id)
    assert event.target == f"organisation.rolegrant:{grant.public_id}"


def test_nobody_gives_a_role_to_themselves() -> None:
    force = ForceFactory()
    admin = person_in(force, Role.FORCE_ADMIN)

    with pytest.raises(RoleError, match="yourself"):
        grant_role(actor=admin, person=admin, role=Role.DPO, scope=force, starts_on=today_plus(0))
    with pytest.raises(IntegrityError):
        RoleGrantFactory(person=admin, granted_by=admin, role=Role.DPO, scope=force)


def test_an_administrator_gives_nothing_in_another_force_nor_to_its_people() -> None:
    mine, theirs = ForceFactory(), ForceFactory()
    admin, stranger, own = person_in(mine, Role.FORCE_ADMIN), person_in(theirs), person_in(mine)

    for person, scope in ((stranger, theirs), (stranger, mine), (own, theirs)):
        with pytest.raises(RoleError, match="cannot give this role"):
            grant_role(
                actor=admin, person=person, role=Role.DPO, scope=scope, starts_on=today_plus(0)
            )
    assert RoleGrant.objects.count() == 1
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("role", [Role.NATIONAL, Role.EDITOR, Role.APPROVER, Role.CPS_PARTNER])
def test_national_roles_are_given_by_the_national_team_only(role: Role) -> None:
    force = ForceFactory()
    admin, officer = person_in(force, Role.FORCE_ADMIN), person_in(force)
    national = person_in(force, Role.NATIONAL)

    with pytest.raises(RoleError):
        grant_role(actor=admin, person=officer, role=role, scope=nation(), starts_on=today_plus(0))
    grant_role(actor=national, person=officer, role=role, scope=nation(), starts_on=today_plus(0))
    assert [held.role for held in roles_of(officer)] == [role]


def test_the_national_team_names_an_administrator_but_gives_no_other_role_in_a_force() -> None:
    force = ForceFactory()
    national, officer = person_in(ForceFactory(), Role.NATIONAL), person_in(force)

    grant_role(
        actor=national,
        person=officer,
        role=Role.FORCE_ADMIN,
        scope=force,
        starts_on=today_plus(0),
    )
    with pytest.raises(RoleError):
        grant_role(
            actor=national, person=officer, role=Role.DPO, scope=force, starts_on=today_plus(0)
        )


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.NATIONAL, "force"), (Role.DPO, "team"), (Role.SUPERVISOR, "force")],
)
def test_a_role_is_held_over_the_kind_of_place_that_it_is_made_for(role: Role, place: str) -> None:
    team = TeamFactory()
    force = team.get_parent().get_parent()
    person = person_in(team)

    with pytest.raises(RoleError, match="kind of place"):
        appoint(
            person=person,
            role=role,
            scope={"team": team, "force": force}[place],
            starts_on=today_plus(0),
        )


def test_a_role_is_not_given_twice_but_again_after_it_ran_out() -> None:
    force = ForceFactory()
    admin, officer = person_in(force, Role.FORCE_ADMIN), person_in(force)
    old = RoleGrantFactory(person=officer, role=Role.DPO, scope=force, ends_on=today_plus(0))

    grant_role(actor=admin, person=officer, role=Role.DPO, scope=force, starts_on=today_plus(0))
    with pytest.raises(RoleError, match="already"):
        grant_role(actor=admin, person=officer, role=Role.DPO, scope=force, starts_on=today_plus(0))
    old.refresh_from_db()
    assert old.revoked_at is not None
    assert has_role(officer, Role.DPO)


def test_a_role_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    force = ForceFactory()
    for starts, ends, held in ((-2, 1, True), (-2, 0, False), (0, None, True), (1, None, False)):
        person = person_in(force)
        RoleGrantFactory(
            person=person,
            role=Role.DPO,
            scope=force,
            starts_on=today_plus(starts),
            ends_on=None if ends is None else today_plus(ends),
        )
        assert has_role(person, Role.DPO) is held


def test_a_role_taken_away_is_gone_for_the_next_user_object_and_recorded() -> None:
    force = ForceFactory()
    admin = person_in(force, Role.FORCE_ADMIN)
    grant = RoleGrantFactory(person=person_in(force), role=Role.DPO, scope=force)

    revoke_role(actor=admin, grant=grant)

    assert roles_of(type(grant.person).objects.get(pk=grant.person.pk)) == ()
    assert AuditEvent.objects.filter(action="organisation.role_revoked").count() == 1
    with pytest.raises(RoleError, match="already"):
        revoke_role(actor=admin, grant=grant)


def test_an_administrator_takes_nothing_away_in_another_force() -> None:
    admin = person_in(ForceFactory(), Role.FORCE_ADMIN)
    grant = RoleGrantFactory(role=Role.DPO, scope=ForceFactory())

    with pytest.raises(RoleError):
        revoke_role(actor=admin, grant=grant)
    grant.refresh_from_db()
    assert grant.revoked_at is None


def test_running_the_cms_gives_no_right_in_a_force() -> None:
    admin = UserFactory(superuser=True)
    force = ForceFactory()

    with pytest.raises(RoleError):
        grant_role(
            actor=admin,
            person=person_in(force),
            role=Role.DPO,
            scope=force,
            starts_on=today_plus(0),
        )


def test_a_coordinator_gives_and_takes_the_role_of_a_supporter_in_their_own_force() -> None:
    force = ForceFactory()
    coordinator, officer = person_in(force, Role.PEER_COORDINATOR), person_in(force)

    grant = grant_role(
        actor=coordinator,
        person=officer,
        role=Role.PEER_SUPPORTER,
        scope=force,
        starts_on=today_plus(0),
    )
    assert has_role(officer, Role.PEER_SUPPORTER, within=force)
    revoke_role(actor=coordinator, grant=grant)
    assert roles_of(type(officer).objects.get(pk=officer.pk)) == ()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PEER_SUPPORTER])
def test_a_coordinator_gives_and_takes_no_other_role(role: Role) -> None:
    team = TeamFactory()
    coordinator, officer = person_in(team, Role.PEER_COORDINATOR), person_in(team)
    held = RoleGrant.objects.get(pk=person_in_role(team, role).pk)

    with pytest.raises(RoleError):
        grant_role(
            actor=coordinator,
            person=officer,
            role=role,
            scope=held.scope,
            starts_on=today_plus(0),
        )
    with pytest.raises(RoleError):
        revoke_role(actor=coordinator, grant=held)
    held.refresh_from_db()
    assert held.revoked_at is None


def person_in_role(team: Node, role: Role) -> RoleGrant:
    grant: RoleGrant = RoleGrant.objects.get(person=person_in(team, role))
    return grant


def test_a_coordinator_gives_nothing_in_another_force_nor_to_themselves() -> None:
    mine, theirs = ForceFactory(), ForceFactory()
    coordinator, stranger = person_in(mine, Role.PEER_COORDINATOR), person_in(theirs)

    for person, scope in ((stranger, theirs), (stranger, mine), (coordinator, mine)):
        with pytest.raises(RoleError):
            grant_role(
                actor=coordinator,
                person=person,
                role=Role.PEER_SUPPORTER,
                scope=scope,
                starts_on=today_plus(0),
            )
    assert not RoleGrant.objects.filter(role=Role.PEER_SUPPORTER).exists()
