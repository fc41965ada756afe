"""Exit this page in a hurry: with other keys between, twice, in the wrong place, offline."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.leaving import Open, expect_the_weather, press_back, stop_the_clock
from tests.browser.people import sign_in_with_form
from tests.support.neutral_site import NeutralSite

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"
# Each answer: whether the browser's own meaning of the key was held back.
PRESS_TWICE = """() => {
  const press = () => !document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
  return [press(), press(), document.body.innerText.trim()];
}"""


@pytest.fixture
def reading(desk_page: Page, neutral_site: NeutralSite) -> Page:
    """Somebody on a page with fields and things to open, at a desk."""
    desk_page.goto("/feedback/")
    expect(desk_page.get_by_role("button", name="Exit this page")).to_be_visible()
    return desk_page


def expect_still_here(page: Page) -> None:
    """The page is as it was, and did not begin to leave."""
    expect(page.locator(".govuk-exit-this-page")).to_be_visible()
    expect(page.locator(".govuk-exit-this-page-overlay")).to_have_count(0)


def test_escape_does_not_stop_the_page_that_it_leads_to(reading: Page) -> None:
    """A browser stops loading on Escape, and people press a key more than once."""
    assert reading.evaluate(PRESS_TWICE) == [True, True, "Loading."]
    expect_the_weather(reading)


def test_escape_does_not_stop_it_either_when_the_focus_is_in_a_field(reading: Page) -> None:
    reading.get_by_role("textbox").first.focus()
    for _press in range(3):
        reading.keyboard.press("Shift")
    expect_the_weather(reading)


@pytest.mark.parametrize(
    "field",
    [
        "<input type=text>",
        "<input type=checkbox>",
        "<input type=file>",
        "<textarea></textarea>",
        "<select><option>One</option></select>",
        "<p contenteditable>Words</p>",
        "<div role=dialog aria-modal=true tabindex=0>Open</div>",
        "<ul role=menu tabindex=0><li role=menuitem>Open</li></ul>",
    ],
)
def test_escape_is_left_to_whatever_has_the_focus(reading: Page, field: str) -> None:
    reading.locator("main").evaluate(
        "(main, field) => { main.innerHTML = field; main.firstChild.focus(); }", field
    )
    expect(reading.locator("main > *")).to_be_focused()
    reading.keyboard.press("Escape")
    expect_still_here(reading)
    reading.locator("main").evaluate("(main) => { main.replaceChildren(); }")
    reading.keyboard.press("Escape")
    expect_the_weather(reading)


def test_shift_counts_only_three_times_in_a_row(reading: Page) -> None:
    page = reading
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect_still_here(page)
    page.keyboard.press("Shift")
    expect_the_weather(page)


def test_capitals_and_going_back_through_a_form_are_no_reason_to_leave(reading: Page) -> None:
    page = reading
    field = page.get_by_role("textbox").first
    field.focus()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    expect(field).to_have_value("ABCD")
    for _press in range(4):
        page.keyboard.press("Shift+Tab")
    expect_still_here(page)


def test_shift_is_forgotten_after_a_pause_and_that_is_said(
    desk_page: Page, neutral_site: NeutralSite
) -> None:
    page = desk_page
    page.clock.install()
    page.goto("/support/")
    stop_the_clock(page)
    bar = page.locator(".govuk-exit-this-page")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(bar.get_by_role("status")).to_have_text("Shift, press 1 more time to exit.")
    page.clock.fast_forward(6_000)
    expect(bar.get_by_role("status")).to_have_text("Exit this page expired.")
    page.keyboard.press("Shift")
    expect(bar.get_by_role("status")).to_have_text("Shift, press 2 more times to exit.")
    expect_still_here(page)


def leave_without_a_line(page: Page) -> None:
    """Press the button while nothing can be reached."""
    page.context.set_offline(True)
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("chrome-error://**")


def press_back_in_vain(page: Page) -> None:
    """What comes back is the browser's own page about the line, and no word of ours."""
    press_back(page)
    page.wait_for_url("chrome-error://**")
    expect(page.get_by_text("Lodestar")).to_have_count(0)


def test_without_a_line_the_way_out_shows_nothing_and_back_neither(
    open_remembering: Open, neutral_site: NeutralSite
) -> None:
    page = open_remembering()
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Privacy").click()
    page.get_by_role("contentinfo").get_by_role("link", name="Accessibility").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Accessibility")
    leave_without_a_line(page)
    press_back_in_vain(page)


def test_whoever_left_without_a_line_is_signed_out_on_coming_back(
    open_remembering: Open, neutral_site: NeutralSite
) -> None:
    page = open_remembering()
    sign_in_with_form(page, OFFICER)
    page.goto("/wellbeing/")
    leave_without_a_line(page)
    page.context.set_offline(False)
    page.goto("/support/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Support")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
