"""The layout and its components in a real browser: readable, reachable, and steady."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories.accounts import PASSWORD, UserFactory
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/", "/styleguide/", "/accounts/login/", "/support/", "/cookies/"]
PHONE, DESKTOP, ZOOMED = 390, 1280, 320
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@contextmanager
def page_of(
    browser: Browser, width: int = DESKTOP, *, script: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """A page of its own, and what it complained about on the console."""
    context = browser.new_context(
        viewport={"width": width, "height": 850}, java_script_enabled=script
    )
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, complaints
    context.close()


def test_pages_fit_are_accessible_and_complain_of_nothing(
    browser: Browser, live_server: LiveServer
) -> None:
    # One test for all, because each test with a live server empties every table afterwards.
    with page_of(browser) as (page, complaints):
        for address, width in product(PAGES, [PHONE, DESKTOP, ZOOMED]):
            page.set_viewport_size({"width": width, "height": 850})
            page.goto(live_server.url + address)
            where = f"{address} at {width}"
            assert (where, axe_violations(page), page.evaluate(OVERFLOW)) == (where, [], 0)
        assert complaints == []


def test_nothing_moves_while_a_page_loads(browser: Browser, live_server: LiveServer) -> None:
    with page_of(browser, PHONE) as (page, _complaints):
        for address in ["/styleguide/", "/accounts/login/"]:
            page.goto(live_server.url + address)
            assert page.evaluate(SHIFT) < 0.01


def test_a_refused_form_moves_the_focus_to_its_summary_and_on_to_the_field(
    browser: Browser, live_server: LiveServer
) -> None:
    with page_of(browser, PHONE) as (page, _complaints):
        page.goto(live_server.url + "/accounts/login/")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_selector(".govuk-error-summary:focus")
        assert page.title().startswith("Error: ")
        page.click(".govuk-error-summary a[href='#id_login']")
        expect(page.locator("#id_login")).to_be_focused()


def test_everything_works_without_script(browser: Browser, live_server: LiveServer) -> None:
    person = UserFactory(first_name="Sam", last_name="Example")
    with page_of(browser, PHONE, script=False) as (page, _complaints):
        page.goto(live_server.url + "/accounts/login/?next=/cookies/")
        page.fill("[name=login]", person.email)
        page.fill("[name=password]", PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/cookies/")
        page.click("summary.app-menu__summary")
        page.click("text=Sign out")
        expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
        expect(page.locator("text=Your account")).to_have_count(0)


def test_the_account_menu_closes_on_escape_and_gives_the_focus_back(
    browser: Browser, live_server: LiveServer
) -> None:
    person = UserFactory()
    with page_of(browser) as (page, _complaints):
        page.goto(live_server.url + "/accounts/login/?next=/cookies/")
        page.fill("[name=login]", person.email)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/cookies/")
        page.click("summary.app-menu__summary")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(page.locator("details.app-menu[open]")).to_have_count(0)
        expect(page.locator("summary.app-menu__summary")).to_be_focused()


def test_the_first_stop_of_the_keyboard_leads_to_the_content(
    browser: Browser, live_server: LiveServer
) -> None:
    with page_of(browser) as (page, _complaints):
        page.goto(live_server.url + "/cookies/")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main-content")).to_be_focused()


def test_a_password_can_be_shown_and_hidden(browser: Browser, live_server: LiveServer) -> None:
    with page_of(browser) as (page, _complaints):
        page.goto(live_server.url + "/accounts/login/")
        password = page.locator("#id_password")
        page.get_by_role("button", name="Show password").click()
        expect(password).to_have_attribute("type", "text")
        page.get_by_role("button", name="Hide password").click()
        expect(password).to_have_attribute("type", "password")
