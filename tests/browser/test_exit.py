"""Exit this page: at once, by any of its ways, and nothing of ours comes back with Back.

Playwright switches the back/forward cache off. Here a browser of its own has it on, as people's
have; it cannot wait for a page that comes out of that cache, so these tests look for themselves.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.leaving import (
    RAIN,
    SCRIPT,
    Open,
    expect_the_weather,
    press_back,
    press_back_and_find_nothing,
    stop_the_clock,
)
from tests.browser.people import sign_in_with_form
from tests.support.browser import PHONE, axe_violations
from tests.support.neutral_site import NeutralSite

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"


@SCRIPT
def test_back_shows_nothing_of_public_pages_to_somebody_who_never_signed_in(
    open_remembering: Open, neutral_site: NeutralSite, *, script: bool
) -> None:
    page = open_remembering(script=script)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Privacy").click()
    page.get_by_role("contentinfo").get_by_role("link", name="Accessibility").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accessibility")
    page.get_by_role("button", name="Exit this page").click()
    expect_the_weather(page)
    for _press in range(3):
        press_back_and_find_nothing(page, script=script)
    assert set(neutral_site.referrers) == {None}


@SCRIPT
def test_that_browser_does_keep_pages_for_back(open_remembering: Open, *, script: bool) -> None:
    """Without this the tests of Back would prove little."""
    page = open_remembering(script=script)
    page.goto("/")
    page.goto("/privacy/")
    _address, way = press_back(page)
    assert way == "BackForwardCacheRestore"
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@SCRIPT
@pytest.mark.parametrize(
    "address", ["/wellbeing/check-in/", "/peer-support/", "/guidance/how-guidance-is-written/"]
)
def test_back_shows_nothing_of_what_somebody_signed_in_was_reading(
    open_remembering: Open, address: str, *, script: bool
) -> None:
    page = open_remembering(PHONE, script=script)
    sign_in_with_form(page, OFFICER)
    page.goto(address)
    page.get_by_role("button", name="Exit this page").click()
    expect_the_weather(page)
    for _press in range(3):
        press_back_and_find_nothing(page, script=script)


@SCRIPT
def test_whoever_comes_back_on_purpose_finds_the_site_again_and_is_signed_out(
    open_remembering: Open, *, script: bool
) -> None:
    page = open_remembering(script=script)
    sign_in_with_form(page, OFFICER)
    page.goto("/wellbeing/")
    page.get_by_role("button", name="Exit this page").click()
    expect_the_weather(page)
    page.goto("/support/")
    if not script:
        page.get_by_role("link", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Support")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert "lodestar_left" not in {cookie["name"] for cookie in page.context.cookies()}


def test_the_screen_is_empty_before_the_network_answers(
    phone_page: Page, neutral_site: NeutralSite
) -> None:
    phone_page.goto("/support/")
    # What is there right after the press, in the same turn: no answer can have come by then.
    shown = phone_page.evaluate(
        "() => { document.querySelector('.govuk-js-exit-this-page-button').click();"
        " return [document.body.innerText.trim(), document.title.trim()]; }"
    )
    assert shown == ["Loading.", ""]


def test_shift_three_times_leaves_and_says_how_often_is_left(
    desk_page: Page, neutral_site: NeutralSite
) -> None:
    page = desk_page
    page.clock.install()
    page.goto("/support/")
    stop_the_clock(page)
    bar = page.locator(".govuk-exit-this-page")
    page.keyboard.press("Shift")
    expect(bar.get_by_role("status")).to_have_text("Shift, press 2 more times to exit.")
    expect(bar.locator(".govuk-exit-this-page__indicator--visible")).to_be_visible()
    assert bar.locator(".govuk-exit-this-page__indicator-light--on").count() == 1
    page.keyboard.press("Shift")
    expect(bar.get_by_role("status")).to_have_text("Shift, press 1 more time to exit.")
    page.keyboard.press("Shift")
    expect_the_weather(page)


def test_escape_leaves(desk_page: Page, neutral_site: NeutralSite) -> None:
    desk_page.goto("/support/")
    desk_page.keyboard.press("Escape")
    expect_the_weather(desk_page)


def test_escape_closes_a_menu_and_leaves_a_field_before_it_leaves_the_page(
    desk_page: Page, neutral_site: NeutralSite
) -> None:
    page = desk_page
    sign_in_with_form(page, OFFICER)
    page.goto("/search/")
    summary = page.get_by_role("banner").locator("details summary")
    summary.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("banner").locator("details")).not_to_have_attribute("open", "")
    page.get_by_role("main").get_by_role("searchbox").or_(
        page.get_by_role("main").get_by_role("textbox")
    ).first.focus()
    page.keyboard.press("Escape")
    page.evaluate(
        "() => { const box = document.createElement('dialog'); box.textContent = 'Open';"
        " document.body.append(box); box.showModal(); }"
    )
    page.keyboard.press("Escape")
    assert page.url.endswith("/search/")
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Shift+Escape")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(RAIN)
    page.keyboard.press("Escape")
    expect_the_weather(page)


def test_the_second_link_is_the_next_stop_after_the_skip_link(
    desk_page: Page, neutral_site: NeutralSite
) -> None:
    page = desk_page
    page.goto("/support/")
    page.get_by_role("link", name="Skip to main content").focus()
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Exit this page")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect_the_weather(page)


def test_the_button_stays_in_reach_and_nothing_else_can_be_pressed_there(page: Page) -> None:
    page.goto("/support/")
    assert axe_violations(page) == []
    page.evaluate("() => window.scrollTo(0, 1200)")
    button = page.get_by_role("button", name="Exit this page")
    expect(button).to_be_in_viewport(ratio=1)
    box = button.bounding_box()
    assert box is not None
    assert box["y"] < 20
    width = page.viewport_size["width"] if page.viewport_size else 0
    if width == PHONE:
        assert box["width"] >= PHONE - 40


@pytest.mark.parametrize(
    "address",
    ["/", "/support/", "/privacy/", "/accounts/login/", "/cookies/", "/no-such-page/"],
)
def test_public_pages_have_the_way_out(scriptless_page: Page, address: str) -> None:
    scriptless_page.goto(address)
    expect(scriptless_page.get_by_role("button", name="Exit this page")).to_be_visible()
