"""Acts that cannot be taken back ask for the password again, unless it was just given."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from pytest_django import Settings

from accounts.kept_forms import never_kept
from accounts.models import KeptForm
from accounts.reauthentication import recent_sign_in_required
from tests.accounts.conftest import SignIn
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@recent_sign_in_required
def sensitive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


@login_not_required
@recent_sign_in_required
def sensitive_and_open(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


@never_kept
def secretive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done")


urlpatterns = [
    path("secretive/", secretive),
    path("sensitive/", sensitive),
    path("open/", sensitive_and_open),
    path("", include("config.urls")),
]


@pytest.fixture(autouse=True)
def _with_a_sensitive_page(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def test_a_person_who_has_just_signed_in_is_not_asked(sign_in: SignIn) -> None:
    assert sign_in(UserFactory()).get("/sensitive/").content == b"done"


def test_five_minutes_later_the_password_is_asked_for_and_leads_back(sign_in: SignIn) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(UserFactory())
        clock.shift(timedelta(minutes=5))
        answer = client.get("/sensitive/")
        assert answer["Location"] == "/accounts/reauthenticate/?next=%2Fsensitive%2F"
        assert "check that it is you" in client.get(answer["Location"]).content.decode()
        wrong = client.post(answer["Location"], {"password": "wrong wrong", "next": "/sensitive/"})
        assert "The password is not right" in wrong.content.decode()
        right = client.post(answer["Location"], {"password": PASSWORD, "next": "/sensitive/"})
        assert right["Location"] == "/sensitive/"
        assert client.get("/sensitive/").content == b"done"


def test_a_form_waits_sealed_and_not_in_the_session(sign_in: SignIn) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = sign_in(UserFactory())
        clock.shift(timedelta(minutes=5))
        client.post("/sensitive/", {"reason": "typed words"})
        assert KeptForm.objects.count() == 1
        assert "typed words" not in str(dict(client.session))


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/open/")["Location"] == "/accounts/login/?next=%2Fopen%2F"


def test_a_view_marked_so_keeps_nothing_when_the_session_has_ended(sign_in: SignIn) -> None:
    client = sign_in(UserFactory())
    client.get("/accounts/")
    client.cookies.pop("sessionid")
    assert client.post("/secretive/", {"reason": "typed words"}).status_code == 302
    assert not KeptForm.objects.exists()
