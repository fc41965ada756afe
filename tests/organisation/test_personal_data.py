"""What an erasure leaves of a person's places and roles: that somebody held them, not who."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organisation.models import Membership, Role, RoleGrant
from organisation.personal_data import (
    erase_grants,
    erase_memberships,
    export_grants,
    export_memberships,
)
from tests.factories.organisation import MembershipFactory, RoleGrantFactory, TeamFactory, person_in

pytestmark = pytest.mark.django_db


def test_a_person_gets_their_places_and_roles_in_words() -> None:
    team = TeamFactory.create(name="Sapphire")
    manager = person_in(team)
    person = person_in(team, Role.SUPERVISOR, line_manager=manager)
    [place] = export_memberships(person)
    assert (place["place"], place["line_manager"]) == ("Sapphire", str(manager))
    assert [row["role"] for row in export_grants(person)] == ["Supervisor"]


def test_an_erased_person_holds_no_place_no_number_and_no_role() -> None:
    team = TeamFactory.create()
    person = person_in(team, Role.SUPERVISOR)
    report = person_in(team, line_manager=person)
    number = Membership.objects.get(person=person).service_number
    given = RoleGrantFactory.create(person=report, granted_by=person)
    erase_memberships(person)
    erase_grants(person)
    row = Membership.objects.get(person=person)
    assert row.ended_on == timezone.localdate()
    assert number not in row.service_number
    assert Membership.objects.get(person=report).line_manager is None
    assert list(RoleGrant.objects.all()) == [given]
    assert RoleGrant.objects.get().granted_by is None


def test_a_post_that_began_today_or_is_still_to_come_can_be_erased() -> None:
    today = timezone.localdate()
    starts = [today - timedelta(days=9), today, today + timedelta(days=5)]
    people = [MembershipFactory.create(started_on=start).person for start in starts]
    for person in people:
        erase_memberships(person)
    ends = [Membership.objects.get(person=person).ended_on for person in people]
    assert ends == [today, today + timedelta(days=1), today + timedelta(days=6)]


def test_erasing_twice_touches_an_ended_post_no_further() -> None:
    ended = timezone.localdate() - timedelta(days=30)
    person = MembershipFactory.create(ended_on=ended).person
    erase_memberships(person)
    erase_memberships(person)
    assert Membership.objects.get(person=person).ended_on == ended
