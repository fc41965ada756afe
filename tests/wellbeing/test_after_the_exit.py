"""Whoever presses Back after somebody left in haste finds nothing of ours.

The exit leads to a page of this site here: a request that the test answers itself would switch
the browser's cache off, and it is the cache that must hold nothing.
"""

import pytest
from playwright.sync_api import Error, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.support.browser import PHONE, nothing_came_back, source_of
from tests.wellbeing.conftest import OpenFor, give_session
from tests.wellbeing.every_page import REACH, Part, parts_of_the_site
from tests.wellbeing.pages import GOOD
from wellbeing.models import ContactRequest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def parts(transactional_db: None, settings: Settings) -> dict[str, Part]:
    settings.EXIT_URL = "/cookies/"
    return parts_of_the_site()


def leave(page: Page) -> None:
    page.get_by_role("button", name="Exit this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cookies")


def goes_back(page: Page) -> bool:
    """Press Back; False if the browser refuses, as it does with the answer to a form."""
    try:
        page.go_back()
    except Error as error:
        if "ERR_CACHE_MISS" not in str(error):
            raise
        return False
    return True


def nothing_is_left_of(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_attached()
    leave(page)
    if goes_back(page):
        nothing_came_back(page)
    expect(page.get_by_text(words)).to_have_count(0)


@SCRIPT
@pytest.mark.parametrize("name", ["own", "asking", "asked", "trends"])
def test_after_the_exit_back_shows_nothing_of_the_page(
    open_for: OpenFor, live_server: LiveServer, parts: dict[str, Part], name: str, *, script: bool
) -> None:
    part = parts[name]
    page = open_for(part.person, PHONE, script=script)
    was_shown: set[str] = set()
    for address in part.addresses:
        give_session(page.context, part.person, live_server)
        page.goto("/wellbeing/?before")  # what Back leads to when the page gave up its place
        answer = page.goto(address)
        assert (address, answer.status if answer else 0) == (address, 200)
        was_shown |= {secret for secret in part.secrets if secret in source_of(page)}
        leave(page)
        assert goes_back(page)
        nothing_came_back(page)
        after = source_of(page)
        assert [words for words in part.secrets if words in after] == [], address
    assert was_shown == part.secrets


@SCRIPT
def test_after_the_exit_back_shows_nothing_of_what_was_sent(
    open_for: OpenFor, live_server: LiveServer, parts: dict[str, Part], *, script: bool
) -> None:
    officer = parts["own"].person
    page = open_for(officer, PHONE, script=script)
    page.goto("/wellbeing/check-in/")
    for code, value in GOOD.items():
        page.locator(f"#id_{code}_{value}").click()
    page.get_by_role("button", name="Hand in").click()
    nothing_is_left_of(page, "Your answers are locked with your own key.")

    ContactRequest.objects.all().delete()  # whoever has asked cannot ask again
    give_session(page.context, officer, live_server)
    page = page.context.new_page()
    page.goto("/wellbeing/contact/")
    page.get_by_label("Peer support", exact=True).check()
    page.get_by_label("How should they reach you?").fill(REACH)
    page.get_by_role("button", name="Check before you send").click()
    nothing_is_left_of(page, REACH)
