"""Cookies in a browser that comes for the first time, and every cookie that there is."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cms.cookies import CATEGORIES, CHOICE_COOKIE, NECESSARY, cookies_of
from tests.browser.people import sign_in_with_form
from tests.factories.accounts import UserFactory
from tests.support.browser import (
    DESK,
    HEIGHTS,
    PHONE,
    OpenPage,
    SignIn,
    axe_violations,
    no_horizontal_overflow,
)
from tests.support.neutral_site import NeutralSite

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"
SAVED = "Your choice has been saved."
NOT_SAVED = "Your choice was not saved."
STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


@pytest.fixture
def newcomer(page: Page) -> Page:
    """A browser that has never been here, at a phone's width and then at a desk's."""
    page.context.clear_cookies()
    return page


@pytest.fixture
def scriptless_newcomer(scriptless_page: Page) -> Page:
    """The same without JavaScript."""
    scriptless_page.context.clear_cookies()
    return scriptless_page


def choice_of(page: Page) -> str | None:
    kept = {one.get("name"): one.get("value") for one in page.context.cookies()}
    return kept.get(CHOICE_COOKIE)


def names_of_cookies(page: Page) -> set[str]:
    return {str(cookie.get("name")) for cookie in page.context.cookies()}


@pytest.mark.parametrize(("button", "kept"), [("Accept", "1:remember"), ("Reject", "1:")])
def test_the_banner_asks_once_and_says_that_it_has_saved(
    newcomer: Page, button: str, kept: str
) -> None:
    page = newcomer
    page.goto("/feedback/")
    banner = page.get_by_role("region", name="Cookies on Lodestar")
    expect(banner).to_be_visible()
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    page.get_by_label("What were you doing?").fill("Half a thought")
    banner.get_by_role("button", name=f"{button} optional cookies").click()
    expect(banner.get_by_role("alert")).to_contain_text(SAVED)
    expect(banner.get_by_role("alert")).to_be_focused()
    assert axe_violations(page) == []
    expect(page.get_by_label("What were you doing?")).to_have_value("Half a thought")
    assert choice_of(page) == kept
    banner.get_by_role("button", name="Hide this message").click()
    expect(banner).to_be_hidden()
    page.goto("/")
    expect(banner).to_have_count(0)


def press_accept_in_vain(page: Page) -> None:
    """The banner says that nothing was saved, and stays for another try."""
    banner = page.get_by_role("region", name="Cookies on Lodestar")
    banner.get_by_role("button", name="Accept optional cookies").click()
    expect(banner.get_by_role("alert")).to_contain_text(NOT_SAVED)
    assert choice_of(page) is None
    assert axe_violations(page) == []


def test_saving_that_fails_says_so_and_can_be_tried_again(
    newcomer: Page, live_site: LiveServer, console_errors: list[str]
) -> None:
    page = newcomer
    page.goto("/privacy/")
    page.context.set_offline(True)
    press_accept_in_vain(page)
    page.context.set_offline(False)
    # The server refuses a form without this cookie: 403.
    proof = [one for one in page.context.cookies() if one.get("name") == "csrftoken"]
    page.context.clear_cookies(name="csrftoken")
    press_accept_in_vain(page)
    page.context.add_cookies(
        [{"name": one["name"], "value": one["value"], "url": live_site.url} for one in proof]
    )
    banner = page.get_by_role("region", name="Cookies on Lodestar")
    banner.get_by_role("button", name="Accept optional cookies").click()
    expect(banner.get_by_role("alert")).to_contain_text(SAVED)
    assert choice_of(page) == "1:remember"
    # Without a line the browser may look for other files too.
    *without_line, refused = console_errors
    assert without_line
    assert all("ERR_INTERNET_DISCONNECTED" in error for error in without_line)
    assert "403" in refused
    console_errors.clear()


def test_a_browser_that_keeps_no_cookie_is_not_told_that_it_was_saved(
    newcomer: Page, console_errors: list[str]
) -> None:
    page = newcomer
    page.goto("/privacy/")
    page.route("**/cookies/", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name="Reject optional cookies").click()
    expect(
        page.get_by_role("region", name="Cookies on Lodestar").get_by_role("alert")
    ).to_contain_text(NOT_SAVED)


def test_without_javascript_the_banner_leads_back_to_the_same_page(
    scriptless_newcomer: Page,
) -> None:
    page = scriptless_newcomer
    page.goto("/support/?q=")
    page.get_by_role("button", name="Reject optional cookies").click()
    page.wait_for_url("**/support/?q=")
    expect(page.get_by_text("Your choice about cookies has been saved.")).to_be_visible()
    expect(page.get_by_role("region", name="Cookies on Lodestar")).to_have_count(0)
    assert choice_of(page) == "1:"


def test_without_javascript_a_choice_that_cannot_be_kept_says_why(
    scriptless_newcomer: Page,
) -> None:
    page = scriptless_newcomer
    page.goto("/privacy/")
    page.context.clear_cookies()  # as a browser does that takes none
    page.get_by_role("button", name="Accept optional cookies").click()
    expect(page.get_by_role("main")).to_contain_text("when your browser blocks cookies")
    assert choice_of(page) is None


def test_each_category_can_be_chosen_on_the_page_and_changed_there(
    newcomer: Page, console_errors: list[str]
) -> None:
    page = newcomer
    page.goto("/")
    page.get_by_role("link", name="Choose cookies").click()
    expect(page.get_by_role("region", name="Cookies on Lodestar")).to_have_count(0)
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    page.get_by_role("button", name="Save your choice").click()
    expect(page.get_by_role("alert").first).to_contain_text("There is a problem")
    # Nothing was chosen, on purpose: asked in the background first, and then for the page.
    assert ["422" in error for error in console_errors] == [True, True]
    console_errors.clear()
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Save your choice").click()
    expect(page.get_by_text("Your choice about cookies has been saved.")).to_be_visible()
    assert choice_of(page) == "1:remember"
    page.get_by_role("banner").get_by_role("button", name="Hide").click()
    expect(page.get_by_text("This is a new service.")).to_have_count(0)
    assert "lodestar_hidden" in names_of_cookies(page)
    page.goto("/cookies/")
    expect(page.get_by_label("Yes")).to_be_checked()
    page.get_by_label("No").check()
    page.get_by_role("button", name="Save your choice").click()
    expect(page.get_by_text("This is a new service.")).to_be_visible()
    assert "lodestar_hidden" not in names_of_cookies(page)


def test_every_cookie_of_a_walk_through_the_site_is_on_the_list(
    open_page: OpenPage, live_site: LiveServer, neutral_site: NeutralSite, sign_in: SignIn
) -> None:
    page = open_page(DESK)
    page.context.clear_cookies()
    page.goto("/")
    met = names_of_cookies(page)
    necessary = {cookie.name for cookie in cookies_of({NECESSARY})}
    sign_in_with_form(page, OFFICER)
    for address in ("/wellbeing/", "/peer-support/", "/learning/", "/guidance/", "/search/"):
        page.goto(address)
        met |= names_of_cookies(page)
    # Nothing optional so far: nobody has said yes.
    assert met <= necessary
    assert page.evaluate(STORED) == []
    page.get_by_role("button", name="Accept optional cookies").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto("/feedback/")
    page.get_by_role("banner").get_by_role("button", name="Hide").click()
    met |= names_of_cookies(page)
    page.goto("/notifications/preferences/")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.get_by_role("main").get_by_role("button", name="Save").click()
    # The message is gone again as soon as the next page has shown it.
    met |= {line.partition("=")[0] for line in answered.value.header_values("set-cookie")}
    sign_in(page, UserFactory(superuser=True).email)
    page.goto("/cms/")
    page.get_by_role("button", name="Toggle sidebar").click()
    met |= names_of_cookies(page)
    page.goto("/support/")
    page.get_by_role("button", name="Exit this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rain later")
    met |= names_of_cookies(page)
    listed = {cookie.name for one in CATEGORIES for cookie in one.cookies}
    assert met == listed


@pytest.mark.parametrize("width", [PHONE, 320, DESK])
def test_on_a_first_visit_nothing_lies_over_anything_else(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    page.context.clear_cookies()
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 700)})
    page.goto("/support/")
    parts = (".app-cookie-banner", ".app-header", ".app-emergency", ".app-phase-banner")
    boxes = [page.locator(part).bounding_box() for part in (*parts, ".app-exit-bar", "main h1")]
    tops = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
    assert len(tops) == len(boxes)
    for above, below in pairwise(tops):
        assert above[1] <= below[0] + 1
    assert no_horizontal_overflow(page)
