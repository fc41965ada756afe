"""Each field of the editor says its name to a screen reader, also where Wagtail shows no label."""

import pytest
from playwright.sync_api import Page, expect

from cms.models import GuidancePage
from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser


def test_texts_and_lines_of_lists_have_names(page: Page, sign_in: SignIn) -> None:
    guidance = GuidancePage.objects.get(slug="the-first-hour")
    sign_in(page, "editor@demo.example")
    page.goto(f"/cms/pages/{guidance.pk}/edit/")
    expect(page.get_by_role("textbox", name="Text", exact=True).first).to_be_visible()
    expect(page.locator("[contenteditable][role=textbox]:not([aria-label])")).to_have_count(0)
    steps = next(block.value["steps"] for block in guidance.body if block.block_type == "checklist")
    expect(page.get_by_role("textbox", name="Item", exact=True)).to_have_count(len(steps))
    page.wait_for_load_state("networkidle")
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
