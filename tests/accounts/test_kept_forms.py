"""What a person had typed when their session ended comes back to them, and to nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.kept_forms import LARGEST, open_kept_form
from accounts.models import KeptForm, User
from accounts.services import end_sessions
from core.crypto import SealBrokenError
from tests.accounts.conftest import SignIn
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

FORM = "/notifications/preferences/?from=menu"
TYPED = {"reflection": "I would <b>ask</b> her first & listen.", "choice": ["one", "two"]}


def expired(client: Client) -> Client:
    """Let the session of client run out, as half an hour away does."""
    session = client.session
    session["accounts_started_at"] = session["accounts_seen_at"] = 0.0
    session.save()
    return client


def send_after_expiry(client: Client, form: str = FORM, **extra: str) -> str:
    """Post the form in a session that has run out and return where the person is sent."""
    answer = expired(client).post(form, TYPED, headers=extra or None)
    assert answer.status_code == 302
    return str(answer["Location"])


def sign_in_at(client: Client, location: str, person: User) -> str:
    """Sign in on the page that the person was sent to and return what they see then."""
    onward = location.partition("next=")[2].replace("%2F", "/")
    sent = {"login": person.email, "password": PASSWORD, "next": onward}
    return client.post("/accounts/login/", sent, follow=True).content.decode()


def test_after_signing_in_again_the_answers_are_there_to_be_sent(sign_in: SignIn) -> None:
    person = UserFactory()
    client = sign_in(person)
    location = send_after_expiry(client)
    assert "you get your answers back" in client.get(location).content.decode()
    page = sign_in_at(client, location, person)
    assert "Your answers were kept" in page
    assert f'action="{FORM}"' in page
    assert (
        'name="reflection" value="I would &lt;b&gt;ask&lt;/b&gt; her first &amp; listen."' in page
    )
    assert page.count('type="hidden" name="choice"') == 2
    assert page.count("csrfmiddlewaretoken") >= 2


def test_a_session_that_was_ended_from_elsewhere_loses_nothing_either(sign_in: SignIn) -> None:
    person = UserFactory()
    client = sign_in(person)
    client.get("/accounts/")
    end_sessions(User.objects.get(pk=person.pk))
    location = client.post(FORM, TYPED)["Location"]
    assert "Your answers were kept" in sign_in_at(client, location, person)


def test_the_page_works_with_the_check_against_forged_forms_switched_on() -> None:
    person = UserFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    client.get("/accounts/sessions/")
    token = client.cookies["csrftoken"].value
    location = expired(client).post(FORM, TYPED | {"csrfmiddlewaretoken": token})["Location"]
    assert "kept-form" in location
    client.force_login(person)
    onward = location.partition("next=")[2].replace("%2F", "/")
    page = client.get(onward).content.decode()
    fresh = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    # Those words are no choice on that page, so it is shown again: without the token it is refused.
    assert client.post(FORM, TYPED | {"csrfmiddlewaretoken": fresh}).status_code == 200
    assert client.post(FORM, TYPED).status_code == 403


def test_the_table_can_be_read_by_nobody(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    send_after_expiry(client)
    kept = KeptForm.objects.get()
    assert "ask" not in kept.sealed
    assert "preferences" not in kept.sealed


def test_a_form_moved_to_another_person_does_not_open(sign_in: SignIn) -> None:
    send_after_expiry(sign_in(UserFactory()))
    kept = KeptForm.objects.get()
    kept.person = UserFactory()
    kept.save()
    with pytest.raises(SealBrokenError):
        open_kept_form(kept)


def test_another_person_who_signs_in_at_the_same_computer_finds_nothing(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    location = send_after_expiry(client)
    page = sign_in_at(client, location, UserFactory())
    assert "ask" not in page
    assert "could not find" in page.lower() or "not found" in page.lower()


def test_a_kept_form_is_gone_after_an_hour(sign_in: SignIn) -> None:
    person = UserFactory()
    client = sign_in(person)
    location = send_after_expiry(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        page = sign_in_at(client, location, person)
    assert "Your answers were kept" not in page


def test_a_person_can_delete_what_was_kept(sign_in: SignIn) -> None:
    person = UserFactory()
    client = sign_in(person)
    sign_in_at(client, send_after_expiry(client), person)
    assert "Answers kept until" in client.get("/accounts/").content.decode()
    client.post(f"/accounts/kept-form/{KeptForm.objects.get().public_id}/")
    assert not KeptForm.objects.exists()


def test_a_stranger_who_posts_is_sent_to_sign_in_and_nothing_is_kept(client: Client) -> None:
    answer = client.post(FORM, TYPED)
    assert answer.status_code == 302
    assert not KeptForm.objects.exists()


def test_after_signing_out_on_purpose_nothing_is_kept(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    client.post("/accounts/logout/")
    client.post(FORM, TYPED)
    assert not KeptForm.objects.exists()


def test_a_forged_cookie_keeps_nothing(sign_in: SignIn, client: Client) -> None:
    victim = UserFactory()
    client.cookies["lodestar_person"] = f"{victim.public_id}:1vabcd:forged"
    client.post(FORM, TYPED)
    assert not KeptForm.objects.exists()


def test_passwords_and_addresses_about_signing_in_are_never_kept(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    expired(client).post("/accounts/password/change/", {"oldpassword": PASSWORD})
    assert not KeptForm.objects.exists()


def test_a_password_among_other_fields_is_left_out(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    expired(client).post(FORM, {"note": "kept", "password": "not kept", "api_token": "nor this"})
    answers = open_kept_form(KeptForm.objects.get())
    assert answers is not None
    assert answers.fields == (("note", "kept"),)


def test_a_form_that_is_too_large_is_not_kept_and_the_person_is_told(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    location = expired(client).post(FORM, {"note": "x" * (LARGEST + 1)})["Location"]
    assert not KeptForm.objects.exists()
    assert "could not keep" in client.get(location).content.decode()


def test_what_a_script_sends_in_the_background_is_not_kept(sign_in: SignIn) -> None:
    send_after_expiry(sign_in(UserFactory()), sec_fetch_mode="cors")
    assert not KeptForm.objects.exists()


def test_only_the_newest_five_are_kept_for_one_person(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    client.get("/accounts/")
    client.cookies.pop("sessionid")
    for number in range(7):
        client.post(FORM, {"note": str(number)})
    kept = [open_kept_form(form) for form in KeptForm.objects.order_by("pk")]
    assert [dict(answers.fields)["note"] for answers in kept if answers] == list("23456")


def test_an_address_that_leads_elsewhere_is_never_a_target(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    client.get("/accounts/")
    client.cookies.pop("sessionid")
    client.post("//evil.example/x", TYPED)
    assert not KeptForm.objects.exists()
