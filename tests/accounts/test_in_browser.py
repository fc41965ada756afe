"""Passkeys and the account pages in a real browser, with a key that only exists in it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import KeptForm, User
from tests.factories.accounts import PASSWORD, UserFactory
from tests.support.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSKEY_IN_THE_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = [
    "/accounts/",
    "/accounts/sessions/",
    "/accounts/second-factor/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/logout/",
]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page whose device has a passkey keeper."""
    context = browser.new_context(viewport={"width": 390, "height": 850})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEY_IN_THE_DEVICE})
    yield page
    context.close()


def sign_in(page: Page, site: str, person: User) -> None:
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: "/login/" not in address)


def sign_out(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def test_a_passkey_is_the_second_step_and_alone_signs_in(
    page: Page, live_server: LiveServer
) -> None:
    # A passkey belongs to a name; an address in figures has none.
    site = live_server.url.replace("127.0.0.1", "localhost")
    person = UserFactory()
    sign_in(page, site, person)
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.get_by_label("Sign in with this passkey alone").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/**")
    sign_out(page, site)
    page.goto(f"{site}/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/home/")
    sign_out(page, site)
    sign_in(page, site, person)
    expect(page.get_by_role("heading", name="Enter a code")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/home/")


def test_the_account_pages_fit_and_are_accessible(page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server.url, UserFactory())
    for address in PAGES:
        page.set_viewport_size({"width": 1280, "height": 850})
        page.goto(live_server.url + address)
        assert (address, page.evaluate(OVERFLOW)) == (address, 0)
        page.set_viewport_size({"width": 390, "height": 850})
        assert (address, axe_violations(page), page.evaluate(OVERFLOW)) == (address, [], 0)


def test_answers_typed_in_a_session_that_ended_are_sent_again_by_the_person(
    page: Page, live_server: LiveServer
) -> None:
    site, person = live_server.url, UserFactory()
    sign_in(page, site, person)
    page.goto(f"{site}/notifications/preferences/")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("main").get_by_role("button").last.click()
    expect(page.get_by_role("main")).to_contain_text("you get your answers back")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers were kept")
    assert KeptForm.objects.filter(person=person).count() == 1
    assert axe_violations(page) == []
    page.get_by_role("button", name="Send them again").click()
    expect(page.get_by_role("main")).to_contain_text("Your choices about notifications are saved.")
