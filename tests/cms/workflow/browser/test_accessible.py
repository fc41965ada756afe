"""axe finds nothing on what we add to the CMS for those who write and review."""

import pytest
from playwright.sync_api import Page, expect

from cms.models import ReviewRemit
from tests.browser.people import open_tab
from tests.cms.workflow.browser.conftest import Story, edit, hand_in
from tests.support.browser import SignIn, axe_violations

pytestmark = pytest.mark.browser

REMITS = "/cms/snippets/cms/reviewremit/"


def test_the_first_page_empty_and_full(story: Story, page: Page, sign_in: SignIn) -> None:
    sign_in(page, story.specialist.email)
    for is_full in (False, True):
        if is_full:
            hand_in(story)
        page.goto("/cms/")
        page.wait_for_load_state("networkidle")
        assert axe_violations(page) == []
    expect(page.get_by_role("main")).to_contain_text("How to ask")


def test_the_list_of_reviewers_and_its_forms(story: Story, page: Page, sign_in: SignIn) -> None:
    sign_in(page, story.specialist.email)
    remit = ReviewRemit.objects.get(person=story.specialist)
    for place in ("", "add/", f"edit/{remit.pk}/", f"delete/{remit.pk}/"):
        page.goto(f"{REMITS}{place}")
        page.wait_for_load_state("networkidle")
        assert axe_violations(page) == [], place


def test_the_questions_before_publishing(
    story: Story, page: Page, sign_in: SignIn, console_errors: list[str]
) -> None:
    sign_in(page, story.editor.email)
    edit(page, story.guidance)
    open_tab(page, "This change")
    assert axe_violations(page) == []
    page.get_by_role("button", name="More actions").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Submit to Review").click()
    open_tab(page, "This change")
    expect(page.get_by_text("Say whether this change is material").first).to_be_visible()
    assert axe_violations(page) == []
    console_errors.clear()
