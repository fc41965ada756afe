"""Whoever was reminded of a module that is gone since is told so, and that nothing is owed."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from learning.models import ModulePage
from learning.notification_kinds import DUE_SOON, OVERDUE
from learning.services import remind_of_due_learning
from notifications.models import Notification
from tests.browser.people import sign_in_with_form
from tests.factories.learning import assign
from tests.support.browser import axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"
SLUG = "burnout-vicarious-trauma"
GONE = "This module is no longer there"


def take_away_after_reminding() -> None:
    """Require a module, remind of it, and unpublish it: the newest reminder is of what is gone."""
    module = ModulePage.objects.get(slug=SLUG)
    today = timezone.localdate()
    assign(module, due_on=today)
    remind_of_due_learning(on=today)
    person = User.objects.get(email=OFFICER)
    others = Notification.objects.filter(recipient=person).exclude(url=f"/learning/{SLUG}/")
    others.filter(kind__in=(DUE_SOON, OVERDUE)).delete()
    module.unpublish()


def follow_the_reminder(page: Page) -> None:
    page.goto("/notifications/")
    page.get_by_role("link", name="You have learning").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(GONE)
    expect(page.get_by_role("main")).to_contain_text("You need do nothing.")


def test_a_reminder_of_a_module_that_is_gone_says_that_nothing_is_owed(
    page: Page, console_errors: list[str]
) -> None:
    take_away_after_reminding()
    sign_in_with_form(page, OFFICER)
    follow_the_reminder(page)
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    # The status of the page itself, which the browser notes in red.
    assert [error for error in console_errors if "404" not in error] == []
    console_errors.clear()
    page.get_by_role("main").get_by_role("link", name="Your learning record").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your learning record")


def test_it_says_so_without_javascript_too(scriptless_page: Page) -> None:
    take_away_after_reminding()
    sign_in_with_form(scriptless_page, OFFICER)
    follow_the_reminder(scriptless_page)
