"""The quick way out ends the session, leaves nothing in the browser and leads away."""

import logging
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.test import Client

from tests.factories.accounts import UserFactory
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_leaving_ends_the_session_and_shows_an_empty_page() -> None:
    client = signed_in(UserFactory())
    answer = client.get("/exit/")
    assert answer.status_code == 200
    assert "Lodestar" not in answer.content.decode()
    assert 'content="0; url=/exit/away/"' in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not Session.objects.exists()
    client.get("/exit/return/")
    assert client.get("/home/")["Location"].startswith("/accounts/login/")


def test_the_next_step_clears_the_browser_and_leads_away(
    client: Client, settings: LazySettings
) -> None:
    answer = client.get("/exit/away/")
    assert answer.status_code == 302
    assert answer["Location"] == settings.EXIT_URL == "https://www.bbc.co.uk/weather"
    assert answer["Clear-Site-Data"] == '"cache"'
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_stranger_who_leaves_is_led_away_too(client: Client, settings: LazySettings) -> None:
    settings.EXIT_URL = "https://weather.example/"
    assert client.get("/exit/").status_code == 200
    assert client.get("/exit/away/")["Location"] == "https://weather.example/"
    assert client.post("/exit/").status_code == 405


@pytest.mark.parametrize("address", ["/", "/support/?page=2", "/no-such-page/", "/accounts/login/"])
def test_whoever_left_finds_an_empty_page_everywhere(client: Client, address: str) -> None:
    client.get("/exit/")
    page = client.get(address)
    html = page.content.decode()
    assert page.status_code == 200
    assert [template.name for template in page.templates] == ["accounts/after_leaving.html"]
    assert f'href="/exit/return/?next={quote(address, safe="")}"' in html


def test_a_script_and_what_watches_the_site_are_answered_all_the_same(client: Client) -> None:
    client.get("/exit/")
    asked = client.get("/privacy/", headers={"Sec-Fetch-Mode": "cors"})
    assert b"Privacy" in asked.content
    assert client.get("/health/live").json() == {"status": "ok"}


def test_coming_back_takes_the_mark_away_and_leads_nowhere_else(client: Client) -> None:
    client.get("/exit/")
    assert client.get("/exit/return/?next=/support/")["Location"] == "/support/"
    assert b"Lodestar" in client.get("/support/").content
    for elsewhere in ("https://evil.example/", "//evil.example/", ""):
        assert client.get("/exit/return/", {"next": elsewhere})["Location"] == "/"


def test_whoever_left_without_a_line_is_signed_out_when_they_come_back() -> None:
    client = signed_in(UserFactory())
    client.cookies["lodestar_left"] = "leaving"
    assert client.get("/exit/return/", {"next": "/home/"})["Location"] == "/home/"
    assert not Session.objects.exists()
    assert client.get("/home/")["Location"].startswith("/accounts/login/")


def test_whoever_signed_in_since_from_another_tab_stays_signed_in() -> None:
    client = signed_in(UserFactory())
    client.cookies["lodestar_left"] = "1"
    client.get("/exit/return/")
    assert client.get("/home/").status_code == 200


def test_nobody_is_led_in_a_circle(client: Client, settings: LazySettings) -> None:
    settings.EXIT_URL = "/privacy/"
    client.get("/exit/")
    assert b"Privacy" in client.get("/privacy/").content
    settings.EXIT_URL = "http://testserver/privacy/"
    assert b"Privacy" in client.get("/privacy/").content


def test_leaving_writes_no_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="core.http.request_log"):
        client.get("/exit/")
        client.get("/exit/away/")
        client.get("/exit/return/")
        assert caplog.records == []
        client.get("/accounts/login/")
    assert [record.msg for record in caplog.records] == ["core.request"]
