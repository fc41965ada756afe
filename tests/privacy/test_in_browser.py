"""The pages of audit and privacy in a real browser: reachable, readable, and they fit."""

import pytest
from playwright.sync_api import Page, expect

from accounts.demo import DEMO_PASSWORD
from accounts.models import User
from audit.models import AuditEvent
from privacy.models import Consent, ErasureRequest
from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

OWN_PAGES = ("/my/data/", "/privacy/consent/", "/privacy/consent/feedback/", "/privacy/retention/")
OFFICER_PAGES = ("/audit/", "/privacy/requests/", "/privacy/requests/erasure/")


def assert_fits(page: Page) -> None:
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)


def test_a_persons_own_pages_fit(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "officer@demo.example")
    for path in OWN_PAGES:
        page.goto(path)
        assert_fits(page)


def test_the_officers_pages_fit(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "dpo@demo.example")
    for path in OFFICER_PAGES:
        page.goto(path)
        assert_fits(page)


def test_the_national_team_changes_a_length(desk_page: Page, sign_in: SignIn) -> None:
    sign_in(desk_page, "national@demo.example")
    desk_page.goto("/privacy/retention/")
    desk_page.get_by_role("link", name="Agreements that were withdrawn").click()
    desk_page.get_by_label("How many days to keep it").fill("100")
    assert_fits(desk_page)
    desk_page.get_by_role("button", name="Save").click()
    row = desk_page.get_by_role("row").filter(has_text="Agreements that were withdrawn")
    expect(row).to_contain_text("100 days")


def test_a_person_agrees_asks_for_erasure_and_changes_their_mind(
    phone_page: Page, sign_in: SignIn
) -> None:
    sign_in(phone_page, "officer@demo.example")
    phone_page.goto("/privacy/consent/feedback/")
    phone_page.get_by_role("button", name="I agree").click()
    expect(phone_page.get_by_role("heading", level=1)).to_have_text("What you agreed to")
    assert Consent.objects.standing().get().person.email == "officer@demo.example"
    phone_page.goto("/my/data/")
    phone_page.get_by_role("link", name="Ask for your data to be erased").click()
    phone_page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    phone_page.get_by_role("button", name="Continue").click()
    phone_page.get_by_label("I understand that this cannot be undone").check()
    assert_fits(phone_page)
    phone_page.get_by_role("button", name="Erase my data").click()
    keep = phone_page.get_by_role("button", name="Keep my data")
    expect(keep).to_be_visible()
    assert_fits(phone_page)
    keep.click()
    expect(keep).to_have_count(0)
    assert ErasureRequest.objects.get().state == ErasureRequest.State.WITHDRAWN


def test_the_officer_finds_one_persons_events(desk_page: Page, sign_in: SignIn) -> None:
    sign_in(desk_page, "dpo@demo.example")
    desk_page.goto("/audit/")
    desk_page.get_by_label("Email address").fill("supervisor@demo.example")
    desk_page.get_by_role("button", name="Show this person’s events").click()
    supervisor = User.objects.get(email="supervisor@demo.example")
    desk_page.wait_for_url(f"**/audit/?person={supervisor.public_id}")
    assert_fits(desk_page)
    assert AuditEvent.objects.filter(details__person=str(supervisor.public_id)).exists()
