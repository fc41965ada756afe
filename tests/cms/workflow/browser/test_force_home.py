"""The first page of the CMS for a force's editor with something in every list, and feedback."""

import pytest
from playwright.sync_api import Page, expect

from cms.models import Feedback, ReviewRemit
from tests.cms.forces.conftest import WritingForce, make_force
from tests.cms.workflow.test_home_panels import busy_page
from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

TITLE = "Where people wait"
LISTS = (
    "Due for review",
    "Changes that are not published",
    "Broken links",
    "Feedback on your pages",
)


@pytest.fixture
def ours(seeded_database: None) -> WritingForce:
    """A force whose editor keeps one page, of which there is something in every list."""
    force = make_force("Our Police")
    ReviewRemit.objects.create(person=force.approver, remit="specialist", force=force.force)
    busy_page(TITLE, force.editor, parent=force.place.section)
    return force


def assert_fit(page: Page) -> None:
    """Nothing for axe to find, and no wider than the screen, once everything is there."""
    page.wait_for_load_state("networkidle")
    assert axe_violations(page) == [], page.url
    assert no_horizontal_overflow(page), page.url


def test_every_list_of_the_first_page_leads_to_the_page_that_it_names(
    ours: WritingForce, page: Page, sign_in: SignIn
) -> None:
    sign_in(page, ours.editor.email)
    page.goto("/cms/")
    for heading in LISTS:
        named = page.get_by_role("region", name=heading).get_by_role("link", name=TITLE)
        expect(named).to_be_visible()
    expect(page.get_by_role("region", name="Due for review")).to_contain_text("Due on")
    expect(page.get_by_role("region", name="Broken links")).to_contain_text("gone.example")
    assert_fit(page)
    page.goto("/cms/broken-links/")
    expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()
    assert_fit(page)


def test_feedback_is_dealt_with_from_the_first_page(
    ours: WritingForce, page: Page, sign_in: SignIn
) -> None:
    sign_in(page, ours.editor.email)
    page.goto("/cms/")
    feedback = page.get_by_role("region", name="Feedback on your pages")
    feedback.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("main")).to_contain_text("The second link leads nowhere")
    assert_fit(page)
    page.locator("#id_state").select_option(Feedback.State.DONE)
    page.locator("#id_note").fill("The link is mended.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    row = page.get_by_role("row").filter(has_text=TITLE)
    expect(row).to_contain_text(str(Feedback.State.DONE.label))
    assert_fit(page)
    page.goto("/cms/")
    expect(feedback).to_contain_text("No feedback waits for you.")
