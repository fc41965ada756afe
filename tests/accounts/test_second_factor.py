"""Authenticator apps, recovery codes and who must have a second factor."""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.services import reset_second_factor
from audit.models import AuditEvent
from organisation.models import Role
from tests.accounts.conftest import SignIn
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.organisation import RoleGrantFactory

pytestmark = pytest.mark.django_db

ACTIVATE = "/accounts/2fa/totp/activate/"


def code_for(secret: str, steps: int = 0) -> str:
    """What the app on the person's phone shows; another step, because a code works once."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def set_up_app(client: Client) -> str:
    """Set up an authenticator app through the page and return its secret."""
    client.get(ACTIVATE)
    secret: str = client.session["mfa.totp.secret"]
    answer = client.post(ACTIVATE, {"code": code_for(secret)})
    assert answer.status_code == 302
    return secret


def supervisor() -> User:
    person: User = UserFactory()
    RoleGrantFactory(person=person, role=Role.SUPERVISOR)
    return person


@pytest.fixture
def _required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def test_an_app_set_up_through_the_page_is_asked_for_at_the_next_sign_in(sign_in: SignIn) -> None:
    person = UserFactory()
    client = sign_in(person)
    secret = set_up_app(client)
    client.post("/accounts/logout/")
    answer = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "The code is not right" in wrong.content.decode()
    client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_code_works_once(sign_in: SignIn) -> None:
    person = UserFactory()
    secret = set_up_app(sign_in(person))
    code = code_for(secret, steps=1)
    for expected in (True, False):
        other = Client()
        other.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
        other.post("/accounts/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in other.session) is expected


def test_a_recovery_code_signs_in_once_and_is_recorded(sign_in: SignIn) -> None:
    person = UserFactory()
    client = sign_in(person)
    set_up_app(client)
    code = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"][0]
    for expected in (True, False):
        other = Client()
        other.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
        other.post("/accounts/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in other.session) is expected
    assert AuditEvent.objects.filter(action="account.recovery_code_used").count() == 1


def test_the_database_holds_neither_secret_nor_seed(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    secret = set_up_app(client)
    rows = {row.type: row for row in Authenticator.objects.all()}
    assert set(rows) == {"totp", "recovery_codes"}
    assert secret not in json.dumps(rows["totp"].data)
    seed = rows["recovery_codes"].data["seed"]
    codes = rows["recovery_codes"].wrap().generate_codes()
    assert len(codes) == 10
    with pytest.raises(ValueError, match="non-hexadecimal"):
        bytes.fromhex(seed)  # what allauth itself would have written there


@pytest.mark.django_db(transaction=True)
def test_setting_up_and_removing_an_app_is_recorded_and_told_by_mail(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    set_up_app(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    subjects = [message.subject for message in mail.outbox]
    assert subjects == ["Your sign-in settings were changed"] * 2
    recorded = AuditEvent.objects.order_by("pk").values_list("action", "details__kind")
    assert list(recorded)[1:] == [
        ("account.second_factor_added", "totp"),
        ("account.recovery_codes_made", "recovery_codes"),
        ("account.second_factor_removed", "totp"),
        ("account.second_factor_removed", "recovery_codes"),
    ]


@pytest.mark.usefixtures("_required")
def test_a_supervisor_without_one_is_led_to_set_it_up_before_anything_else(
    sign_in: SignIn,
) -> None:
    client = sign_in(supervisor())
    for address in ("/notifications/", "/cms/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/second-factor/?next=")
    assert client.get("/accounts/second-factor/").status_code == 200
    assert client.get("/support/").status_code == 200


@pytest.mark.usefixtures("_required")
@pytest.mark.django_db(transaction=True)
def test_setting_it_up_opens_the_rest_of_the_site(sign_in: SignIn) -> None:
    client = sign_in(supervisor())
    assert client.get("/notifications/").status_code == 302
    set_up_app(client)
    assert client.get("/notifications/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_an_officer_is_not_asked_for_one(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    assert client.get("/notifications/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_whoever_runs_the_cms_needs_one(sign_in: SignIn) -> None:
    client = sign_in(UserFactory(superuser=True))
    answer = client.get("/cms/")
    assert answer["Location"] == "/accounts/second-factor/?next=%2Fcms%2F"


@pytest.mark.usefixtures("_required")
def test_a_session_opened_without_it_must_use_it_first(sign_in: SignIn) -> None:
    person = supervisor()
    secret = set_up_app(sign_in(person))
    bare = Client()
    bare.force_login(person)
    answer = bare.get("/notifications/")
    assert answer["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fnotifications%2F"
    sent = {"code": code_for(secret, steps=1), "next": "/notifications/"}
    back = bare.post("/accounts/2fa/reauthenticate/", sent)
    assert back["Location"] == "/notifications/"
    assert bare.get("/notifications/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_the_last_one_cannot_be_removed_by_a_person_whose_role_needs_it(sign_in: SignIn) -> None:
    client = sign_in(supervisor())
    set_up_app(client)
    page = client.post("/accounts/2fa/totp/deactivate/")
    assert "Your role needs a second factor" in page.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_the_demo_reminds_a_supervisor_and_lets_them_skip_it(sign_in: SignIn) -> None:
    client = sign_in(supervisor())
    page = client.get("/notifications/")
    assert page.status_code == 200
    assert "Outside this demonstration" in page.content.decode()
    client.post("/accounts/second-factor/skip/")
    assert "Outside this demonstration" not in client.get("/notifications/").content.decode()


def test_the_demo_reminds_no_officer(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    assert "Outside this demonstration" not in client.get("/notifications/").content.decode()


@pytest.mark.usefixtures("_required")
def test_a_reset_takes_it_off_and_signs_the_person_out(sign_in: SignIn) -> None:
    person = supervisor()
    client = sign_in(person)
    set_up_app(client)
    admin = UserFactory()
    reset_second_factor(person=User.objects.get(pk=person.pk), reset_by=admin)
    assert not Authenticator.objects.exists()
    assert client.get("/accounts/").status_code == 302
    event = AuditEvent.objects.get(action="account.second_factor_reset")
    assert event.actor == str(admin.public_id)


def test_the_pages_about_passkeys_open(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    for address in ("", "webauthn/", "webauthn/add/"):
        assert client.get(f"/accounts/2fa/{address}").status_code == 200


def test_a_passkey_that_was_made_up_does_not_sign_in(client: Client) -> None:
    options = client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    request = options.json()["request_options"]["publicKey"]
    assert request["userVerification"] == "required"
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": "{}"})
    assert answer["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session
