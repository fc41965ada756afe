"""What a reviewer opens to answer: everybody can find, read and leave it, also on a phone."""

import pytest
from playwright.sync_api import Locator, Page, expect
from wagtail.models import TaskState

from tests.cms.workflow.browser.conftest import Story, edit, hand_in
from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

WORDS = "Say first who asks."
DIALOGS = pytest.mark.parametrize(
    ("name", "kept"), [("Ask for changes", "rejected"), ("Approve with a comment", "approved")]
)


@pytest.fixture
def reviewing(story: Story, page: Page, sign_in: SignIn) -> Page:
    """The browser of a reviewer, with a page that waits for them open in the editor."""
    hand_in(story)
    sign_in(page, story.specialist.email)
    edit(page, story.guidance)
    return page


def open_dialog(page: Page, name: str) -> Locator:
    """Choose an answer from the menu."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=name, exact=True).click()
    dialog = page.get_by_role("dialog", name=name, exact=True)
    expect(dialog).to_be_visible()
    # It fades in, and has the focus once it is there.
    expect(dialog).to_be_focused()
    return dialog


def test_nothing_is_in_a_reviewers_way_to_the_answer(reviewing: Page) -> None:
    page = reviewing
    for tab in ("Content", "About the page", "This change"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tabpanel", name=tab)).to_be_visible()
        assert axe_violations(page) == [], tab


@DIALOGS
def test_a_dialog_says_its_name_and_nothing_is_wrong_with_it(
    reviewing: Page, name: str, kept: str
) -> None:
    dialog = open_dialog(reviewing, name)
    expect(dialog.get_by_role("heading")).to_have_text(name)
    # The menu that it came from would lie above it.
    expect(reviewing.get_by_role("button", name="Cancel workflow")).to_be_hidden()
    assert axe_violations(reviewing) == []
    assert no_horizontal_overflow(reviewing)


@DIALOGS
def test_the_comment_that_is_written_there_is_kept(
    reviewing: Page, story: Story, name: str, kept: str
) -> None:
    dialog = open_dialog(reviewing, name)
    dialog.get_by_label("Comment").fill(WORDS)
    with reviewing.expect_navigation():
        dialog.get_by_role("button", name=name, exact=True).click()
    expect(reviewing.get_by_role("status").first).to_be_visible()
    decided = TaskState.objects.get(finished_by=story.specialist)
    assert (decided.status, decided.comment) == (kept, WORDS)


def test_the_page_behind_a_dialog_is_out_of_reach_until_it_is_closed(reviewing: Page) -> None:
    page = reviewing
    dialog = open_dialog(page, "Ask for changes")
    behind = page.locator("body > .wrapper")
    expect(behind).to_have_attribute("inert", "")
    for _press in range(6):
        page.keyboard.press("Tab")
        assert behind.locator(":focus").count() == 0
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(behind).not_to_have_attribute("inert", "")
    summary = page.locator("textarea[name=summary]")
    summary.click()
    expect(summary).to_be_focused()


def test_the_same_dialog_opens_from_the_first_page(
    story: Story, page: Page, sign_in: SignIn
) -> None:
    hand_in(story)
    sign_in(page, story.specialist.email)
    page.goto("/cms/")
    waiting = page.get_by_role("region", name="Awaiting your review")
    waiting.get_by_role("button", name="Actions").click()
    page.get_by_role("button", name="Ask for changes").click()
    dialog = page.get_by_role("dialog", name="Ask for changes")
    expect(dialog).to_be_focused()
    assert axe_violations(page) == []
    dialog.get_by_label("Comment").fill(WORDS)
    with page.expect_navigation():
        dialog.get_by_role("button", name="Ask for changes", exact=True).click()
    expect(waiting).to_have_count(0)
    assert TaskState.objects.get(finished_by=story.specialist).comment == WORDS
