"""Comparing, commenting and locking work in the browser for all who write or approve."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from cms.models import GuidancePage, ReviewRemit
from tests.cms.forces.conftest import make_force
from tests.cms.workflow.browser.conftest import Story, edit
from tests.cms.workflow.conftest import BODY
from tests.factories.cms import GuidancePageFactory
from tests.support.browser import DESK, OpenPage, SignIn

pytestmark = pytest.mark.browser


def drafted(guidance: GuidancePage, by: User) -> GuidancePage:
    """The live page with a newer draft, as this person saved it."""
    guidance.summary = "Newer words of the draft."
    guidance.save_revision(user=by)
    return guidance


@pytest.fixture(params=["editor", "approver", "force"])
def at_work(
    request: pytest.FixtureRequest, story: Story, open_page: OpenPage, sign_in: SignIn
) -> tuple[Page, GuidancePage]:
    """The browser of an editor, an approver or a force's editor, and a draft within their reach."""
    person, guidance = story.editor, story.guidance
    if request.param == "approver":
        person = story.specialist
    if request.param == "force":
        force = make_force("Our Police")
        person = force.editor
        ReviewRemit.objects.create(person=force.approver, remit="specialist", force=force.force)
        guidance = GuidancePageFactory(
            title="Ours", body=BODY, content_owner=person, parent=force.place.section
        )
        guidance.save_revision().publish()
    desk = open_page(DESK)
    sign_in(desk, person.email)
    return desk, drafted(GuidancePage.objects.get(pk=guidance.pk), story.editor)


def test_two_versions_are_compared_word_by_word(at_work: tuple[Page, GuidancePage]) -> None:
    desk, guidance = at_work
    older = guidance.live_revision_id
    address = reverse("wagtailadmin_pages:revisions_compare", args=[guidance.pk, older, "latest"])
    desk.goto(address)
    main = desk.get_by_role("main")
    expect(main.locator(".addition")).to_contain_text(["Newer words of the draft."])
    expect(main.locator(".deletion")).to_contain_text(["What the invented page is for."])


def test_a_comment_stands_where_the_words_stand(
    at_work: tuple[Page, GuidancePage], console_errors: list[str]
) -> None:
    desk, guidance = at_work
    edit(desk, guidance)
    desk.get_by_role("button", name="Toggle comments").click()
    field = desk.locator("[data-contentpath=summary]")
    field.hover()
    field.get_by_role("button", name="Add comment").click()
    comment = desk.locator("#comments")
    comment.get_by_role("textbox").fill("Say who asks.")
    comment.get_by_role("button", name="Comment", exact=True).click()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Save draft").click()
    expect(desk.get_by_role("status")).to_contain_text("has been updated")
    kept = guidance.wagtail_admin_comments.get()
    assert (kept.text, kept.contentpath) == ("Say who asks.", "summary")
    desk.get_by_role("button", name="Toggle comments").click()
    expect(desk.locator("#comments")).to_contain_text("Say who asks.")
    # The editor saves by itself too; what the button overtook is refused with 400.
    assert all(" 400 " in error for error in console_errors)
    console_errors.clear()


def test_a_page_is_locked_and_says_so(at_work: tuple[Page, GuidancePage]) -> None:
    desk, guidance = at_work
    edit(desk, guidance)
    desk.get_by_role("button", name="Toggle status").click()
    with desk.expect_navigation():
        desk.locator("label.switch", has_text="Lock").click()
    guidance.refresh_from_db()
    assert guidance.locked
    expect(desk.get_by_role("status").first).to_contain_text("locked")
