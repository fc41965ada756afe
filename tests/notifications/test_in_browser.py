"""A person reads their notifications and chooses what reaches them by mail, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"


def test_reading_and_choosing(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    page.goto("/notifications/")
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    page.get_by_role("link", name="Choose how you hear from us").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your notification choices")
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    page.get_by_label("Quiet hours start").fill("20:00")
    page.get_by_role("button", name="Save your choices").click()
    expect(page.get_by_role("link", name="Enter when quiet hours end")).to_be_visible()
    page.get_by_label("Quiet hours end").fill("07:00")
    page.get_by_role("button", name="Save your choices").click()
    expect(page.get_by_text("Your choices about notifications are saved.")).to_be_visible()
    page.goto("/notifications/")
    expect(page.get_by_text("New", exact=True)).not_to_have_count(0)
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_text("New", exact=True)).to_have_count(0)


def test_going_back_after_signing_out_asks_for_signing_in(desk_page: Page, sign_in: SignIn) -> None:
    sign_in(desk_page, OFFICER)
    desk_page.goto("/notifications/preferences/")
    desk_page.goto("/notifications/")
    desk_page.get_by_text("Your account", exact=True).click()
    desk_page.get_by_role("button", name="Sign out").click()
    banner = desk_page.get_by_role("banner")
    expect(banner.get_by_role("link", name="Sign in")).to_be_visible()
    for _ in range(2):
        desk_page.go_back()
        desk_page.wait_for_url("**/accounts/login/**")
        expect(desk_page.get_by_role("heading", name="Notifications")).to_have_count(0)
