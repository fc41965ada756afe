"""Leavers: signed out at once, or on the day that was recorded for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from organisation.exceptions import MembershipError
from organisation.models import Membership, Node, RassoRole, Role, RoleGrant
from organisation.services.joining import add_person
from organisation.services.leaving import close_accounts_of_leavers, leave_force
from organisation.services.membership import Post
from organisation.tasks import close_accounts
from tests.factories.organisation import ForceFactory, RankFactory, TeamFactory, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory()
    return made


@pytest.fixture
def admin(team: Node) -> User:
    return person_in(team, Role.FORCE_ADMIN)


def test_a_leaver_of_today_is_signed_out_at_the_next_request(team: Node, admin: User) -> None:
    person = person_in(team, Role.SUPERVISOR)
    browser = Client()
    browser.force_login(person)
    assert browser.get("/notifications/").status_code == 200

    leave_force(actor=admin, person=person, ended_on=timezone.localdate())

    assert browser.get("/notifications/").status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert not RoleGrant.objects.not_revoked().filter(person=person).exists()
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"organisation.left", "organisation.role_revoked"} <= actions


def test_a_leaver_of_tomorrow_works_today_and_is_closed_by_the_sweep(
    team: Node, admin: User
) -> None:
    person = person_in(team)
    tomorrow = timezone.localdate() + timedelta(days=1)
    leave_force(actor=admin, person=person, ended_on=tomorrow)

    assert close_accounts_of_leavers(on=timezone.localdate()) == 0
    close_accounts()
    person.refresh_from_db()
    assert person.is_active

    assert close_accounts_of_leavers(on=tomorrow) == 1
    assert close_accounts_of_leavers(on=tomorrow) == 0
    person.refresh_from_db()
    assert not person.is_active


def test_the_sweep_spares_those_who_moved_or_never_left(team: Node, admin: User) -> None:
    person = person_in(team)
    held = Membership.objects.get(person=person)
    today = timezone.localdate()
    Membership.objects.filter(pk=held.pk).update(ended_on=today)
    held.copy(started_on=today, ended_on=None).save()

    assert close_accounts_of_leavers(on=today) == 0


def test_nobody_ends_their_own_post_or_one_of_another_force(team: Node, admin: User) -> None:
    stranger = person_in(ForceFactory(), Role.FORCE_ADMIN)
    for actor, person in ((admin, admin), (stranger, admin), (admin, stranger)):
        with pytest.raises(MembershipError):
            leave_force(actor=actor, person=person, ended_on=timezone.localdate())
    assert Membership.objects.filter(ended_on__isnull=False).count() == 0


def test_a_new_person_is_invited_and_one_who_comes_back_gets_in_again(
    team: Node, admin: User
) -> None:
    day = timezone.localdate()
    post = Post(team, RankFactory(), RassoRole.INVESTIGATOR, "4471")
    made = add_person(
        actor=admin,
        email="New@Force.example",
        first_name="Ann",
        last_name="Cole",
        post=post,
        started_on=day - timedelta(days=9),
    )
    assert made.person.email == "new@force.example"
    assert made.person.invitations.count() == 1

    leave_force(actor=admin, person=made.person, ended_on=day)
    add_person(
        actor=admin,
        email="new@force.example",
        first_name="Other",
        last_name="Name",
        post=post,
        started_on=day,
    )
    made.person.refresh_from_db()
    assert made.person.is_active
    assert made.person.get_full_name() == "Ann Cole"
