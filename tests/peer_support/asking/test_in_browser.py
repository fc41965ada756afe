"""Asking in a real browser: phone and desk, by keyboard, without script, after the exit."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from organisation.models import Node
from peer_support.models import SupportRequest
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import make_supporter, pair
from tests.support.browser import (
    DESK,
    PHONE,
    axe_violations,
    no_horizontal_overflow,
    nothing_came_back,
    source_of,
)
from tests.wellbeing.conftest import give_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OpenFor = Callable[..., Page]
STORES = "Object.keys(localStorage).length + Object.keys(sessionStorage).length"
BOTH = pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def team(transactional_db: None) -> Node:
    return TeamFactory()


@pytest.fixture
def officer(team: Node) -> User:
    return person_in(team, first_name="Hannah", last_name="Okafor")


def fine(page: Page) -> None:
    """axe finds nothing, nothing is wider than the screen, the lines of help are there."""
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    expect(page.get_by_role("link", name="0300 131 2789")).to_be_visible()
    expect(page.get_by_role("button", name="Exit this page")).to_be_visible()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def ask(page: Page) -> None:
    """The shortest way through the form."""
    page.get_by_label("Sleep and tiredness", exact=True).check()
    page.get_by_label("Any time: we will find one together").check()
    page.get_by_label("I have read what stays between us, and what cannot").check()
    page.get_by_role("button", name="Ask for support").click()


@BOTH
def test_from_the_first_page_to_withdrawing(open_for: OpenFor, officer: User, width: int) -> None:
    make_supporter(alias="Ines")
    make_supporter(alias="Rhodri")
    page = open_for(officer, width)
    page.goto("/peer-support/")
    fine(page)
    page.get_by_role("button", name="Ask for support").click()
    heading(page, "Ask for support")
    fine(page)
    page.get_by_role("button", name="Ask for support").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fine(page)
    ask(page)
    heading(page, "Choose somebody to talk with")
    expect(page.get_by_role("heading", name="Ines")).to_be_visible()
    fine(page)
    page.get_by_role("button", name="Ask Ines").click()
    heading(page, "Somebody has been asked")
    fine(page)
    page.reload()
    heading(page, "Somebody has been asked")
    page.get_by_role("button", name="Withdraw your request").click()
    heading(page, "Your request is withdrawn")
    fine(page)
    assert page.evaluate(STORES) == 0


@BOTH
def test_when_nobody_fits_the_page_says_why_and_what_would_help(
    open_for: OpenFor, officer: User, width: int
) -> None:
    make_supporter(alias="Tomasz", gender="man")
    page = open_for(officer, width)
    page.goto("/peer-support/ask/")
    must = page.get_by_label("It must be so, even if it takes longer").first
    page.get_by_text("Wishes about who it is").click()
    expect(must).to_be_hidden()
    page.get_by_label("Woman", exact=True).check()
    must.check()
    fine(page)
    ask(page)
    heading(page, "Nobody is free just now")
    fine(page)
    page.get_by_role("button", name="Keep looking for me").click()
    heading(page, "We are looking for somebody")
    fine(page)
    page.get_by_role("button", name="Let go of this wish").click()
    heading(page, "Somebody has been asked")


@BOTH
def test_the_list_of_people_to_avoid(
    open_for: OpenFor, officer: User, team: Node, width: int
) -> None:
    person_in(team, first_name="Bram", last_name="Hove")
    page = open_for(officer, width)
    page.goto("/peer-support/avoid/")
    fine(page)
    page.get_by_label("Their first or last name").fill("bra")
    page.get_by_role("button", name="Look for them").click()
    expect(page.get_by_label("Bram Hove")).to_be_visible()
    fine(page)
    assert "bra" not in page.url
    page.get_by_label("Bram Hove").check()
    page.get_by_role("button", name="Put on the list").first.click()
    take_off = page.get_by_role("button", name=re.compile("Take off the list.*Bram Hove"))
    expect(take_off).to_be_visible()
    fine(page)
    take_off.click()
    expect(page.get_by_text("Nobody is on it.")).to_be_visible()


@BOTH
def test_the_pages_of_a_pair_and_of_what_is_kept(
    open_for: OpenFor, officer: User, width: int
) -> None:
    pair(officer, make_supporter(alias="Ines"))
    page = open_for(officer, width)
    for address, words in (
        ("", "Peer support"),
        ("request/", "You have a supporter"),
        ("past/", "Past requests"),
        ("my-data/", "What is kept about you here"),
        ("limits/", "What stays between you, and what cannot"),
    ):
        page.goto(f"/peer-support/{address}")
        heading(page, words)
        fine(page)


def test_it_works_without_javascript(open_for: OpenFor, officer: User) -> None:
    make_supporter(alias="Ines")
    page = open_for(officer, PHONE, script=False)
    page.goto("/peer-support/ask/")
    page.get_by_label("Menopause", exact=True).check()
    page.get_by_label("They must be trained in this: Menopause").check()
    page.get_by_label("Tuesday morning").check()
    page.get_by_label("Saturday evening").check()
    page.get_by_label("I have read").check()
    page.get_by_role("button", name="Ask for support").click()
    page.get_by_role("button", name="Match me").click()
    heading(page, "Somebody has been asked")
    kept = SupportRequest.objects.get()
    assert (kept.topics, kept.required_topics) == (["menopause"], ["menopause"])
    assert kept.slots == ["tue_am", "sat_eve"]


def test_what_is_not_asked_for_is_not_in_the_way(open_for: OpenFor, officer: User) -> None:
    page = open_for(officer, PHONE, script=False)
    page.goto("/peer-support/ask/")
    expect(page.get_by_label("They must be trained in this: Menopause")).to_be_hidden()
    expect(page.get_by_label("Tuesday morning")).to_be_visible()
    page.get_by_label("Any time: we will find one together").check()
    expect(page.get_by_label("Tuesday morning")).to_be_hidden()


def test_it_works_with_the_keyboard_alone(open_for: OpenFor, officer: User) -> None:
    make_supporter(alias="Ines")
    page = open_for(officer, DESK)
    page.goto("/peer-support/ask/")
    page.get_by_label("What the work leaves behind", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_label("Any time: we will find one together").focus()
    page.keyboard.press("Space")
    page.get_by_label("I have read").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ask Ines").focus()
    page.keyboard.press("Enter")
    heading(page, "Somebody has been asked")
    assert SupportRequest.objects.get().required_topics == ["trauma"]


@SCRIPT
def test_after_the_exit_back_shows_nothing(
    open_for: OpenFor, officer: User, settings: Settings, *, script: bool
) -> None:
    settings.EXIT_URL = "/cookies/"
    make_supporter(alias="Ines")
    page = open_for(officer, PHONE, script=script)
    page.goto("/peer-support/ask/")
    ask(page)
    expect(page.get_by_text("Ines").first).to_be_visible()
    page.get_by_role("button", name="Exit this page").click()
    heading(page, "Cookies")
    page.go_back()
    nothing_came_back(page)
    assert "Ines" not in source_of(page)


@SCRIPT
def test_after_the_exit_back_shows_nothing_of_any_page(
    open_for: OpenFor,
    officer: User,
    settings: Settings,
    live_server: LiveServer,
    *,
    script: bool,
) -> None:
    settings.EXIT_URL = "/cookies/"
    pair(officer, make_supporter(alias="Ines"))
    page = open_for(officer, PHONE, script=script)
    for address in ("", "limits/", "request/", "avoid/", "past/", "my-data/"):
        give_session(page.context, officer, live_server)
        page.goto("/peer-support/?before")  # what Back leads to when the page gave up its place
        page.goto(f"/peer-support/{address}")
        title = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("button", name="Exit this page").click()
        heading(page, "Cookies")
        page.go_back()
        nothing_came_back(page)
        assert [words for words in ("Ines", title) if words in source_of(page)] == [], address


@SCRIPT
def test_after_the_exit_back_shows_nothing_of_what_was_refused(
    open_for: OpenFor, officer: User, settings: Settings, *, script: bool
) -> None:
    settings.EXIT_URL = "/cookies/"
    page = open_for(officer, PHONE, script=script)
    page.goto("/peer-support/avoid/")
    page.get_by_text("Name somebody by their work email address instead").click()
    page.get_by_role("textbox", name="Their work email address").fill("nobody@nowhere.example")
    page.get_by_role("button", name="Put on the list").last.click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_role("button", name="Exit this page").click()
    heading(page, "Cookies")
    try:
        page.go_back()
    except Error as error:
        # So the browser refuses to show the answer to a form again.
        if "ERR_CACHE_MISS" not in str(error):
            raise
    assert "nobody@nowhere.example" not in source_of(page)
