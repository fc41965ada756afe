"""Editors and reviewers in a browser: submitting, approving, and two who write at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import approve_page, say_minor_change, submit_for_review
from tests.cms.workflow.browser.conftest import Story, edit, save_draft, type_summary
from tests.support.browser import DESK, OpenPage, SignIn, axe_violations

pytestmark = pytest.mark.browser


def test_a_change_goes_from_the_editor_through_the_review_to_readers(
    story: Story, open_page: OpenPage, sign_in: SignIn
) -> None:
    guidance = story.guidance
    desk = open_page(DESK)
    sign_in(desk, story.editor.email)
    edit(desk, guidance)
    type_summary(desk, "Clearer words for everyone.")
    desk.get_by_role("button", name="More actions").click()
    desk.get_by_role("button", name="Submit to Review").click()
    # Without an answer it comes back, with what was typed.
    expect(desk.get_by_text("Say whether this change is material or minor.").first).to_be_attached()
    expect(desk.locator("textarea[name=summary]")).to_have_value("Clearer words for everyone.")
    say_minor_change(desk, "The summary is clearer.")
    submit_for_review(desk)
    approver = open_page(DESK)
    sign_in(approver, story.specialist.email)
    approve_page(approver, guidance.title)
    reader = open_page(DESK)
    sign_in(reader, story.officer.email)
    reader.goto(guidance.url)
    expect(reader.get_by_role("main")).to_contain_text("Clearer words for everyone.")


def test_case_details_stay_in_the_form_and_go_no_further(
    story: Story, open_page: OpenPage, sign_in: SignIn, console_errors: list[str]
) -> None:
    guidance = story.guidance
    desk = open_page(DESK)
    sign_in(desk, story.editor.email)
    edit(desk, guidance)
    type_summary(desk, "Ring 07911 123456 about it.")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Save Draft").click()
    expect(desk.get_by_text("looks like a phone number").first).to_be_attached()
    expect(desk.locator("textarea[name=summary]")).to_have_value("Ring 07911 123456 about it.")
    guidance.refresh_from_db()
    assert "07911" not in str(guidance.get_latest_revision().content)
    # The editor saves by itself too, and is refused with 400.
    assert all(" 400 " in error for error in console_errors)
    console_errors.clear()


def test_of_two_who_write_at_once_the_second_is_warned_and_keeps_every_word(
    story: Story, open_page: OpenPage, sign_in: SignIn, console_errors: list[str]
) -> None:
    guidance = story.guidance
    first, second = open_page(DESK), open_page(DESK)
    sign_in(first, story.editor.email)
    sign_in(second, story.specialist.email)
    edit(first, guidance)
    edit(second, guidance)
    type_summary(first, "The first one’s words.")
    first.get_by_role("button", name="Save Draft").click()
    expect(first.get_by_text("has been updated").first).to_be_attached()
    type_summary(second, "The second one’s words.")
    warning = second.get_by_text("saved a new version")
    expect(warning.first).to_be_attached(timeout=30_000)
    expect(second.locator("textarea[name=summary]")).to_have_value("The second one’s words.")
    guidance.refresh_from_db()
    said = [revision.content["summary"] for revision in guidance.revisions.order_by("pk")]
    assert "The first one’s words." in said
    assert said[-1] == "The first one’s words."
    for page in (first, second):
        page.goto("about:blank")
    console_errors.clear()


def test_the_second_presses_save_sees_the_first_ones_words_and_keeps_their_own(
    story: Story, open_page: OpenPage, sign_in: SignIn, console_errors: list[str]
) -> None:
    first, second = open_page(DESK), open_page(DESK)
    sign_in(first, story.specialist.email)
    sign_in(second, story.editor.email)
    for desk in (first, second):
        edit(desk, story.guidance)
    type_summary(first, "The first one’s words.")
    save_draft(first)
    first.goto("about:blank")
    type_summary(second, "The second one’s words.")
    save_draft(second)
    name = story.specialist.get_full_name()
    said = second.get_by_text(f"{name} saved this page while you were writing")
    expect(said.first).to_be_visible()
    expect(second.locator("ins")).to_contain_text("The first one’s words.")
    expect(second.locator("textarea[name=summary]")).to_have_value("The second one’s words.")
    assert axe_violations(second) == []
    second.get_by_role("link", name="Compare the two versions").click()
    expect(second.get_by_role("main")).to_contain_text("The first one’s words.")
    # What the editor would have saved by itself over the first one's version is refused with 400.
    assert all(" 400 " in error for error in console_errors)
    console_errors.clear()


def test_a_date_in_the_past_is_refused_where_it_was_typed(
    story: Story, open_page: OpenPage, sign_in: SignIn, console_errors: list[str]
) -> None:
    desk = open_page(DESK)
    sign_in(desk, story.editor.email)
    edit(desk, story.guidance)
    type_summary(desk, "Words that took thought.")
    desk.get_by_role("button", name="Toggle status").click()
    desk.get_by_role("button", name="Set schedule").click()
    desk.locator("input[name=go_live_at]").fill("2020-01-01 10:00")
    with desk.expect_navigation():
        # The calendar that opened lies over the button.
        desk.get_by_role("button", name="Save schedule").press("Enter")
    expect(desk.get_by_text("The time to go live has passed.").first).to_be_visible()
    expect(desk.get_by_text("This time has passed.").first).to_be_attached()
    expect(desk.locator("textarea[name=summary]")).to_have_value("Words that took thought.")
    expect(desk.locator("input[name=go_live_at]")).to_have_value("2020-01-01 10:00")
    # The editor saves by itself too, and is refused with 400.
    assert all(" 400 " in error for error in console_errors)
    console_errors.clear()
