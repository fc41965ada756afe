"""How long a session lasts, where a person is signed in, and how sessions are ended."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services import end_sessions
from accounts.session_lifetime import Ending, Lifetime
from audit.models import AuditEvent
from tests.accounts.conftest import SignIn
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

HOME = "/accounts/"


def sign_in_elsewhere(person: User) -> Client:
    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    other.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return other


@pytest.mark.parametrize(
    ("age", "away", "ending"),
    [
        (0, 0, None),
        (43_199, 1_799, None),
        (43_199, 1_800, Ending.IDLE),
        (43_200, 0, Ending.TOO_OLD),
    ],
)
def test_a_session_ends_after_half_an_hour_away_or_twelve_hours(
    age: int, away: int, ending: Ending | None
) -> None:
    now = 1_000_000.0
    lifetime = Lifetime(started_at=now - age, seen_at=now - away)
    assert lifetime.ending(now, idle_seconds=1_800, absolute_seconds=43_200) is ending


def test_a_person_who_was_away_too_long_signs_in_again_and_is_told_why(sign_in: SignIn) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        client = sign_in(UserFactory())
        assert client.get(HOME).status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get(HOME).status_code == 200
        clock.shift(timedelta(minutes=30))
        answer = client.get(HOME, follow=True)
    assert answer.redirect_chain == [("/accounts/login/?next=/accounts/", 302)]
    assert "because nothing happened for 30 minutes" in answer.content.decode()
    assert not UserSession.objects.exists()
    last = AuditEvent.objects.order_by("pk").last()
    assert last is not None
    assert (last.action, last.details) == ("account.session_expired", {"reason": "idle"})


def test_a_session_in_constant_use_still_ends_after_twelve_hours(sign_in: SignIn) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(UserFactory())
        client.get(HOME)
        for _quarter in range(47):
            clock.shift(timedelta(minutes=15))
            assert client.get(HOME).status_code == 200
        clock.shift(timedelta(minutes=15))
        answer = client.get(HOME, follow=True)
    assert "more than 12 hours ago" in answer.content.decode()


def test_using_a_page_twice_in_a_minute_writes_nothing(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    client.get(HOME)
    before = Session.objects.get().session_data
    client.get(HOME)
    assert Session.objects.get().session_data == before


def test_a_person_sees_where_they_are_signed_in_and_ends_one_session(sign_in: SignIn) -> None:
    person = UserFactory()
    other = sign_in_elsewhere(person)
    client = sign_in(person)
    page = client.get("/accounts/sessions/").content.decode()
    assert "Firefox on Windows" in page
    assert "This one" in page
    row = UserSession.objects.get(session_key=other.session.session_key)
    client.post("/accounts/sessions/end/", {"session": row.pk})
    assert other.get(HOME).status_code == 302
    assert client.get(HOME).status_code == 200
    assert AuditEvent.objects.filter(action="account.session_ended").count() == 1


def test_a_person_ends_all_other_sessions_at_once(sign_in: SignIn) -> None:
    person = UserFactory()
    others = [sign_in_elsewhere(person), sign_in_elsewhere(person)]
    client = sign_in(person)
    client.post("/accounts/sessions/end/", {"session": "others"})
    assert [other.get(HOME).status_code for other in others] == [302, 302]
    assert client.get(HOME).status_code == 200


def test_nobody_ends_the_session_of_another_person(sign_in: SignIn) -> None:
    victim = sign_in_elsewhere(UserFactory())
    row = UserSession.objects.get()
    client = sign_in(UserFactory())
    answer = client.post("/accounts/sessions/end/", {"session": row.pk})
    missing = client.post("/accounts/sessions/end/", {"session": 999_999_999})
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert victim.get(HOME).status_code == 200


@pytest.mark.parametrize("chosen", ["", "x", "-1", "1; DROP TABLE"])
def test_ending_a_session_that_makes_no_sense_is_not_found(sign_in: SignIn, chosen: str) -> None:
    client = sign_in(UserFactory())
    assert client.post("/accounts/sessions/end/", {"session": chosen}).status_code == 404


def test_ending_all_sessions_of_a_leaver_works_at_the_next_request(sign_in: SignIn) -> None:
    person = UserFactory()
    clients = [sign_in(person), sign_in_elsewhere(person)]
    unlisted = Client()
    unlisted.force_login(person)
    UserSession.objects.filter(session_key=unlisted.session.session_key).delete()
    end_sessions(User.objects.get(pk=person.pk), ended_by=None)
    assert [client.get(HOME).status_code for client in [*clients, unlisted]] == [302, 302, 302]


def test_closing_an_account_ends_its_sessions_at_the_next_request(sign_in: SignIn) -> None:
    person = UserFactory()
    client = sign_in(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(HOME).status_code == 302


def test_changing_the_password_ends_every_other_session(sign_in: SignIn) -> None:
    person = UserFactory()
    other = sign_in_elsewhere(person)
    client = sign_in(person)
    new = "another invented phrase"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/accounts/password/change/", sent)
    assert client.get(HOME).status_code == 200
    assert other.get(HOME).status_code == 302
    assert AuditEvent.objects.filter(action="account.password_changed").count() == 1


def test_a_session_lies_sealed_in_the_database(sign_in: SignIn) -> None:
    person = UserFactory()
    client = sign_in(person)
    client.get("/accounts/2fa/totp/activate/")
    assert client.session["mfa.totp.secret"]
    stored = Session.objects.get()
    assert client.session["mfa.totp.secret"] not in stored.session_data
    assert stored.get_decoded()["mfa.totp.secret"] == client.session["mfa.totp.secret"]
    # Django's own way to read a session finds nothing that it could decode.
    assert "_auth_user_id" not in stored.session_data
