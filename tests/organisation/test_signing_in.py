"""An administrator helps people of the own force to sign in, and nobody else's."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.services import invite_person, send_invitation
from audit.models import AuditEvent
from organisation.exceptions import SigningInError
from organisation.models import Membership, Node, NodeKind, Role
from organisation.services.signing_in import reset_two_step_sign_in, send_invitation_again
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    LONG_AGO,
    MembershipFactory,
    TeamFactory,
    person_in,
    place_above,
)
from tests.support.answers import same_words
from tests.support.signing_in import long_signed_in, signed_in

pytestmark = pytest.mark.django_db

MISSING = "00000000-0000-4000-8000-000000000000"
PLACES = ("invitation/", "two-step-sign-in/reset/")


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory()
    return made


@pytest.fixture
def admin(team: Node) -> User:
    return person_in(team, Role.FORCE_ADMIN)


def invited_into(team: Node) -> User:
    """Somebody who was invited a day ago and has not come yet."""
    person: User = UserFactory(invited=True)
    MembershipFactory(person=person, node=team)
    invite_person(person=person, invited_by=None)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=1))
    return person


def with_second_step(team: Node) -> User:
    person = person_in(team)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=person, type=kind, data={})
    return person


def page_of(person: User) -> str:
    return f"/organisation/people/{person.public_id}/"


def test_an_invitation_is_sent_again_and_the_old_link_is_replaced(team: Node, admin: User) -> None:
    person = invited_into(team)
    client = signed_in(admin)
    assert "Send the invitation again" in client.get(page_of(person)).content.decode()

    answer = client.post(f"{page_of(person)}invitation/", follow=True)

    assert "A new invitation is on its way." in answer.content.decode()
    states = Invitation.objects.filter(person=person).order_by("created_at")
    assert list(states.values_list("state", flat=True)) == ["superseded", "pending"]
    assert send_invitation(invitation_id=Invitation.objects.latest("created_at").pk)
    assert [message.to for message in mail.outbox] == [[person.email]]
    event = AuditEvent.objects.filter(action="account.invited").latest("pk")
    assert event.actor == str(admin.public_id)


def test_an_invitation_is_sent_at_most_every_ten_minutes(team: Node, admin: User) -> None:
    person = invited_into(team)
    address = f"{page_of(person)}invitation/"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in(admin)
        client.post(address)
        clock.shift(timedelta(minutes=9))
        refused = client.post(address, follow=True)
        assert "less than 10 minutes ago" in refused.content.decode()
        assert Invitation.objects.filter(person=person).count() == 2
        clock.shift(timedelta(minutes=1))
        client.post(address)
        assert Invitation.objects.filter(person=person).count() == 3


def test_whoever_has_an_account_is_not_invited_again(team: Node, admin: User) -> None:
    person = person_in(team)
    client = signed_in(admin)
    assert "Send the invitation again" not in client.get(page_of(person)).content.decode()

    answer = client.post(f"{page_of(person)}invitation/", follow=True)

    assert "already set up their account" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_two_step_sign_in_is_reset_after_a_page_that_says_what_happens(
    team: Node, admin: User
) -> None:
    person = with_second_step(team)
    theirs, client = long_signed_in(person), signed_in(admin)
    address = f"{page_of(person)}two-step-sign-in/reset/"
    assert "Reset two-step sign-in" in client.get(page_of(person)).content.decode()
    assert "Make sure that it is this person" in client.get(address).content.decode()
    assert Authenticator.objects.filter(user=person).count() == 2

    answer = client.post(address, follow=True)

    assert "Two-step sign-in has been reset." in answer.content.decode()
    assert not Authenticator.objects.filter(user=person).exists()
    assert theirs.get("/notifications/").status_code == 302
    event = AuditEvent.objects.get(action="account.second_factor_reset")
    assert event.actor == str(admin.public_id)
    assert event.target == f"accounts.user:{person.public_id}"


def test_a_reset_asks_for_a_recent_sign_in(team: Node, admin: User) -> None:
    person = with_second_step(team)

    answer = long_signed_in(admin).post(f"{page_of(person)}two-step-sign-in/reset/")

    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert Authenticator.objects.filter(user=person).exists()


def test_where_nothing_is_set_up_there_is_nothing_to_reset(team: Node, admin: User) -> None:
    person = person_in(team)

    answer = signed_in(admin).post(f"{page_of(person)}two-step-sign-in/reset/")

    assert "has not set up two-step sign-in" in answer.content.decode()
    assert not AuditEvent.objects.filter(action="account.second_factor_reset").exists()


def test_administrators_cannot_reset_their_own(admin: User) -> None:
    Authenticator.objects.create(user=admin, type=Authenticator.Type.TOTP, data={})
    client = long_signed_in(admin)
    assert "Reset two-step sign-in" not in client.get(page_of(admin)).content.decode()

    with pytest.raises(SigningInError):
        reset_two_step_sign_in(actor=admin, person=admin)
    assert Authenticator.objects.filter(user=admin).exists()


def test_administrators_are_refused_the_pages_about_themselves(admin: User) -> None:
    client = signed_in(admin)
    for tail in PLACES:
        assert client.post(f"{page_of(admin)}{tail}").status_code == 403


def test_people_of_another_force_are_missing(admin: User) -> None:
    stranger = with_second_step(TeamFactory())
    client = signed_in(admin)
    for tail in PLACES:
        answer = client.post(f"{page_of(stranger)}{tail}")
        missing = client.post(f"/organisation/people/{MISSING}/{tail}")
        assert answer.status_code == 404
        assert same_words(answer) == same_words(missing)
    assert Authenticator.objects.filter(user=stranger).exists()


def test_whoever_is_about_to_come_is_still_looked_after_where_they_work(
    team: Node, admin: User
) -> None:
    person = with_second_step(TeamFactory())
    tomorrow = timezone.localdate() + timedelta(days=1)
    Membership.objects.filter(person=person).update(ended_on=tomorrow)
    MembershipFactory(person=person, node=team, started_on=tomorrow)

    answer = signed_in(admin).post(f"{page_of(person)}two-step-sign-in/reset/")

    assert answer.status_code == 403
    assert Authenticator.objects.filter(user=person).exists()


def test_whoever_is_to_join_from_nowhere_is_helped_by_the_force_that_expects_them(
    team: Node, admin: User
) -> None:
    person = invited_into(team)
    Membership.objects.filter(person=person).update(
        started_on=timezone.localdate() + timedelta(days=7)
    )

    send_invitation_again(actor=admin, person=person)

    assert Invitation.objects.filter(person=person).count() == 2


def test_leavers_are_not_helped(team: Node, admin: User) -> None:
    person = with_second_step(team)
    Membership.objects.filter(person=person).update(ended_on=LONG_AGO + timedelta(days=1))
    User.objects.filter(pk=person.pk).update(is_active=False)

    page = signed_in(admin).get(page_of(person)).content.decode()

    assert "Reset two-step sign-in" not in page
    with pytest.raises(SigningInError):
        reset_two_step_sign_in(actor=admin, person=User.objects.get(pk=person.pk))


def test_only_administrators_of_the_force_help(team: Node) -> None:
    force = place_above(team, NodeKind.FORCE)
    person = with_second_step(team)
    for other in (person_in(team, Role.MANAGER), person_in(force, Role.DPO)):
        with pytest.raises(SigningInError):
            reset_two_step_sign_in(actor=other, person=person)
        with pytest.raises(SigningInError):
            send_invitation_again(actor=other, person=person)
