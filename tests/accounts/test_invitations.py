"""From the invitation to the open account, and every link that must not work."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from accounts import tasks
from accounts.exceptions import AccountClosed, AlreadyHasAccount
from accounts.models import Invitation, User
from accounts.services import invite_people, invite_person, queue_due_invitations, send_invitation
from audit.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.support.answers import same_words

pytestmark = pytest.mark.django_db

PAGE = "/accounts/invitation/"
NEW_PASSWORD = "three invented words here"


def invited_link(person: User) -> str:
    invitation = invite_person(person=person, invited_by=None)
    assert send_invitation(invitation_id=invitation.pk)
    return newest_link()


def newest_link() -> str:
    body = str(mail.outbox[-1].body)
    return next(word for word in body.split() if "/accounts/invitation/?link=" in word)


def accept(client: Client, link: str, **changes: str) -> str:
    """Follow the link, fill in the form and return the text of the page that follows."""
    client.get(link, follow=True)
    names = {"first_name": "Ada", "last_name": "Byron", "password": NEW_PASSWORD}
    return client.post(PAGE, names | changes, follow=True).content.decode()


def test_an_invited_person_opens_their_account_and_signs_in(client: Client) -> None:
    person = UserFactory(invited=True)
    page = accept(client, invited_link(person))
    assert "Your account is ready" in page
    person.refresh_from_db()
    assert (person.first_name, person.last_name) == ("Ada", "Byron")
    assert person.emailaddress_set.get().verified
    client.post("/accounts/login/", {"login": person.email, "password": NEW_PASSWORD})
    assert client.session["_auth_user_id"] == str(person.pk)
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "account.invited",
        "account.invitation_accepted",
        "account.signed_in",
    ]


def test_the_mail_says_little_and_the_token_leaves_the_address(client: Client) -> None:
    person = UserFactory(invited=True)
    link = invited_link(person)
    assert mail.outbox[0].to == [person.email]
    assert mail.outbox[0].subject == "Set up your Lodestar account"
    answer = client.get(link)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


def test_the_database_does_not_hold_the_token() -> None:
    link = invited_link(UserFactory(invited=True))
    token = link.partition("link=")[2]
    row = Invitation.objects.values().get()
    assert not any(token.partition("%3A")[0] in str(value) for value in row.values())


def unusable_links() -> list[str]:
    """A used, a replaced, an expired, a closed, a forged and an empty link."""
    used = invited_link(UserFactory(invited=True))
    accept(Client(), used)
    replaced_person = UserFactory(invited=True)
    replaced = invited_link(replaced_person)
    invited_link(replaced_person)
    old_person = UserFactory(invited=True)
    old = invited_link(old_person)
    Invitation.objects.filter(person=old_person).update(expires_at=timezone.now())
    leaver = UserFactory(invited=True)
    left = invited_link(leaver)
    User.objects.filter(pk=leaver.pk).update(is_active=False)
    return [used, replaced, old, left, f"{PAGE}?link=forged:token", f"{PAGE}?link=", PAGE]


def test_every_link_that_does_not_work_gets_the_same_page_that_says_what_to_do() -> None:
    answers = [Client().get(link, follow=True) for link in unusable_links()]
    assert {answer.status_code for answer in answers} == {410}
    assert len({same_words(answer) for answer in answers}) == 1
    assert "Otherwise ask your force administrator" in answers[0].content.decode()


def test_a_link_that_does_not_work_changes_nothing_when_it_is_posted_to() -> None:
    before = set(User.objects.values_list("pk", flat=True))
    for link in unusable_links():
        person_rows = list(User.objects.order_by("pk").values("password", "first_name"))
        assert "does not work" in accept(Client(), link, first_name="Mallory")
        assert list(User.objects.order_by("pk").values("password", "first_name")) == person_rows
    assert before <= set(User.objects.values_list("pk", flat=True))


def test_a_newer_link_replaces_the_older(client: Client) -> None:
    person = UserFactory(invited=True)
    first = invited_link(person)
    second = invited_link(person)
    assert first != second
    assert "does not work" in Client().get(first, follow=True).content.decode()
    assert "Your account is ready" in accept(client, second)


def test_a_link_runs_out_seven_days_after_it_was_sent(client: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        link = invited_link(UserFactory(invited=True))
        clock.shift(timedelta(days=7, seconds=-1))
        assert client.get(link, follow=True).status_code == 200
        clock.shift(timedelta(seconds=1))
        assert client.get(link, follow=True).status_code == 410


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"password": "short"}, "Password must be 12 characters or more"),
        ({"password": "password12345"}, "harder to guess"),
        ({"password": "ada.byron@force"}, "not like your name or email address"),
        ({"first_name": " "}, "Enter your first name"),
        ({"last_name": "<b></b>"}, "Enter a name"),
    ],
)
def test_a_form_with_a_mistake_says_which_and_opens_nothing(
    client: Client, changes: dict[str, str], message: str
) -> None:
    person = UserFactory(invited=True, email="ada.byron@force.example")
    assert message in accept(client, invited_link(person), **changes)
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert Invitation.objects.get().state == Invitation.State.SENT


def test_only_new_and_active_people_are_invited() -> None:
    with pytest.raises(AlreadyHasAccount):
        invite_person(person=UserFactory(), invited_by=None)
    with pytest.raises(AccountClosed):
        invite_person(person=UserFactory(invited=True, left=True), invited_by=None)
    assert not Invitation.objects.exists()


def test_inviting_many_passes_over_those_who_have_an_account() -> None:
    new = UserFactory.create_batch(3, invited=True)
    assert invite_people(people=[*new, UserFactory()], invited_by=None) == 3
    assert invite_people(people=new, invited_by=None) == 3
    assert Invitation.objects.open().count() == 3
    assert Invitation.objects.count() == 6


def test_sending_twice_sends_one_mail() -> None:
    invitation = invite_person(person=UserFactory(invited=True), invited_by=None)
    tasks.send_invitation(invitation.pk)
    tasks.send_invitation(invitation.pk)
    assert len(mail.outbox) == 1


def test_what_a_lost_task_should_have_sent_is_found_by_the_sweep() -> None:
    invite_person(person=UserFactory(invited=True), invited_by=None)
    assert queue_due_invitations() == 1
    assert not mail.outbox


class BrokenBackend(EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages: object) -> int:
        raise SMTPServerDisconnected


def test_a_mail_server_that_hangs_up_is_tried_again_later(settings: Settings) -> None:
    invitation = invite_person(person=UserFactory(invited=True), invited_by=None)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    assert not send_invitation(invitation_id=invitation.pk)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.attempts) == (Invitation.State.PENDING, 1)
    settings.EMAIL_BACKEND = working
    assert not send_invitation(invitation_id=invitation.pk)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert send_invitation(invitation_id=invitation.pk)
    assert len(mail.outbox) == 1


def test_a_task_carries_an_id_and_nothing_else(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        invite_person(person=UserFactory(invited=True), invited_by=None)
    assert len(callbacks) == 1


def test_opening_an_account_signs_out_whoever_was_signed_in_here(client: Client) -> None:
    client.force_login(UserFactory())
    accept(client, invited_link(UserFactory(invited=True)))
    assert "_auth_user_id" not in client.session
