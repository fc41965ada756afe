"""What the site says about cookies, asks about them, and sets."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from cms import cookies
from cms.cookies import CATEGORIES, Choice, read_choice
from tests.cms.conftest import SignIn

pytestmark = pytest.mark.django_db

PRIVACY = "http://testserver/privacy/"
# What the form says where its page can be had again.
BACK = {"back": "yes"}
BANNER = 'aria-label="Cookies on Lodestar"'


def choose(client: Client, **said: str) -> None:
    assert client.post("/cookies/", said).status_code == 302


def test_a_first_visit_is_asked_and_nothing_optional_is_set(client: Client) -> None:
    html = client.get("/").content.decode()
    assert BANNER in html
    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.parametrize(
    ("button", "kept"), [("accept", "1:remember"), ("reject", "1:")], ids=["accept", "reject"]
)
def test_a_button_of_the_banner_is_kept_for_a_year_and_leads_back(
    client: Client, button: str, kept: str
) -> None:
    answer = client.post("/cookies/", {"choice": button, **BACK}, HTTP_REFERER=PRIVACY)
    assert (answer.status_code, answer["Location"]) == (302, "/privacy/")
    morsel = answer.cookies["lodestar_cookies"]
    assert (morsel.value, morsel["max-age"]) == (kept, timedelta(days=365).total_seconds())
    assert (morsel["samesite"], morsel["domain"]) == ("Lax", "")
    page = client.get("/privacy/").content.decode()
    assert "Your choice about cookies has been saved." in page
    assert BANNER not in page


def test_the_way_back_never_leads_to_another_site(client: Client) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/", ""):
        pressed = {"choice": "reject", **BACK}
        answer = client.post("/cookies/", pressed, HTTP_REFERER=elsewhere)
        assert answer["Location"] == "/cookies/"


def test_each_category_can_be_chosen_and_changed_later(client: Client) -> None:
    choose(client, remember="yes")
    html = client.get("/cookies/").content.decode()
    assert re.search(r'value="yes"[^>]*checked', html)
    choose(client, remember="no")
    assert read_choice({"lodestar_cookies": client.cookies["lodestar_cookies"].value}) == Choice(
        frozenset()
    )
    html = client.get("/cookies/").content.decode()
    assert re.search(r'value="no"[^>]*checked', html)


def test_nothing_is_chosen_for_anybody(client: Client) -> None:
    html = client.get("/cookies/").content.decode()
    assert 'name="remember"' in html
    assert not re.search(r"<input[^>]* checked", html)
    answer = client.post("/cookies/", {})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert "lodestar_cookies" not in client.cookies


def test_a_refusal_takes_away_what_was_set_before(client: Client) -> None:
    choose(client, choice="accept")
    assert client.post("/cookies/hide-message/", {}).status_code == 302
    assert client.cookies["lodestar_hidden"].value
    choose(client, choice="reject")
    assert client.cookies["lodestar_hidden"]["max-age"] == 0


def test_nothing_optional_is_set_before_somebody_allowed_it(client: Client) -> None:
    assert client.post("/cookies/hide-message/").status_code == 400
    choose(client, choice="reject")
    assert client.post("/cookies/hide-message/").status_code == 400
    assert "lodestar_hidden" not in client.cookies


def test_other_categories_than_before_are_asked_about_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(client, choice="accept")
    assert BANNER not in client.get("/").content.decode()
    monkeypatch.setattr(cookies, "VERSION", 2)
    assert BANNER in client.get("/").content.decode()


@pytest.mark.parametrize("broken", ["", "1", "x:remember", "1:everything", "1:remember.spying"])
def test_a_broken_choice_is_no_choice(broken: str) -> None:
    assert read_choice({"lodestar_cookies": broken}) in {None, Choice(frozenset())}
    assert not (read_choice({"lodestar_cookies": broken}) or Choice(frozenset())).allowed


def test_the_mechanism_takes_several_categories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cookies, "OPTIONAL_CODES", frozenset({"remember", "count"}))
    both = Choice(frozenset({"remember", "count"}))
    assert both.value == "1:count.remember"
    assert read_choice({"lodestar_cookies": "1:count.remember"}) == both
    assert read_choice({"lodestar_cookies": "1:count"}) == Choice(frozenset({"count"}))


def test_a_script_is_answered_without_a_page(client: Client) -> None:
    answer = client.post("/cookies/", {"choice": "accept"}, headers={"Sec-Fetch-Mode": "cors"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.cookies["lodestar_cookies"].value == "1:remember"
    assert "messages" not in answer.cookies


def test_the_page_lists_every_cookie_with_its_purpose_and_end(client: Client) -> None:
    html = client.get("/cookies/").content.decode()
    for category in CATEGORIES:
        for cookie in category.cookies:
            assert cookie.name in html
            assert str(cookie.purpose) in html
            assert str(cookie.ends) in html


def test_the_answer_to_a_form_leads_to_the_cookies_page(officer: User, sign_in: SignIn) -> None:
    """Its address might take no other way of asking, and would not show what it says now."""
    html = sign_in(officer).post("/feedback/", {}).content.decode()
    assert BANNER in html
    assert 'name="back"' not in html
    answer = sign_in(officer).post("/cookies/", {"choice": "reject"}, HTTP_REFERER=PRIVACY)
    assert answer["Location"] == "/cookies/"
