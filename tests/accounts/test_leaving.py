"""The quick way out ends the session, leaves nothing in the browser and leads away."""

import logging

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories.accounts import UserFactory
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_leaving_ends_the_session_and_clears_the_browser(settings: LazySettings) -> None:
    client = signed_in(UserFactory())
    answer = client.get("/exit/")
    assert answer.status_code == 302
    assert answer["Location"] == settings.EXIT_URL == "https://www.bbc.co.uk/weather"
    assert answer["Clear-Site-Data"] == '"cache"'
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not Session.objects.exists()
    assert client.get("/home/")["Location"].startswith("/accounts/login/")


def test_a_stranger_who_leaves_is_led_away_too(client: Client, settings: LazySettings) -> None:
    settings.EXIT_URL = "https://weather.example/"
    assert client.get("/exit/")["Location"] == "https://weather.example/"
    assert client.post("/exit/").status_code == 405


def test_leaving_writes_no_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="core.http.request_log"):
        client.get("/exit/")
        assert caplog.records == []
        client.get("/accounts/login/")
    assert [record.msg for record in caplog.records] == ["core.request"]
