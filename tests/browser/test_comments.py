"""Comments and saved pages as people meet them: on a phone, at a desk, and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from cms.models import Bookmark, CommentingWithdrawal, GuidancePage, PageComment
from tests.browser.reader import Reader
from tests.support.browser import SignIn

pytestmark = pytest.mark.browser

GUIDANCE = "/guidance/the-first-hour/"
OFFICER, OFFICER2, EDITOR, APPROVER = (
    f"{name}@demo.example" for name in ("officer", "officer2", "editor", "approver")
)


def comments_of(slug: str) -> str:
    return f"/page/{GuidancePage.objects.get(slug=slug).translation_key}/comments/"


def test_an_officer_comments_replies_and_saves_a_page(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    comment_reply_and_save(Reader(page))


def test_an_officer_without_javascript_comments_replies_and_saves_a_page(
    scriptless_reader: Reader, sign_in: SignIn
) -> None:
    sign_in(scriptless_reader.page, OFFICER)
    comment_reply_and_save(scriptless_reader)


def comment_reply_and_save(reader: Reader) -> None:
    """Save the page; write, reply, change and remove; and forget the saved page again."""
    page = reader.page
    page.goto(GUIDANCE)
    page.get_by_role("button", name="Save this page").click()
    expect(page.get_by_text("The page is among your saved pages.")).to_be_visible()
    page.get_by_role("link", name="3 comments on this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comments")
    reader.finds_it_fit()
    page.get_by_label("Your comment").fill("<b>We</b> keep the list in the car.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We keep the list in the car.", exact=True)).to_be_visible()
    page.get_by_role("link", name="Reply to Rhys Pritchard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reply to a comment")
    reader.finds_it_fit()
    page.get_by_label("Your comment").fill("Ask the control room.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Ask the control room.")).to_be_visible()
    assert PageComment.objects.filter(text="Ask the control room.", parent__isnull=False).exists()
    page.goto("/my/comments/")
    reader.finds_it_fit()
    page.get_by_role("link", name="Change your comment").first.click()
    reader.finds_it_fit()
    page.get_by_role("textbox").fill("Ask the control room first.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Ask the control room first.")).to_be_visible()
    page.get_by_role("link", name="Remove your comment").first.click()
    reader.finds_it_fit()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Your comment was removed.")).to_be_visible()
    page.goto("/my/bookmarks/")
    reader.finds_it_fit()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You have not saved a page")).to_be_visible()
    assert not Bookmark.objects.exists()


def test_an_officer_reports_a_comment_and_reads_the_rules(page: Page, sign_in: SignIn) -> None:
    reader = Reader(page)
    sign_in(page, OFFICER2)
    page.goto(comments_of("the-first-hour"))
    page.get_by_label("Your comment").fill("The reference is CAD 4521.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("looks like a crime, incident or record")
    reader.finds_it_fit()
    page.get_by_role("link", name="Report the comment of Hannah Okafor").click()
    reader.finds_it_fit()
    page.get_by_role("button", name="Report").click()
    expect(page.get_by_role("alert")).to_contain_text("Select an answer")
    reader.finds_it_fit()
    page.get_by_label("It is insulting").check()
    page.get_by_role("button", name="Report").click()
    expect(page.get_by_text("Thank you. The editors will look")).to_be_visible()
    page.goto("/house-rules/")
    reader.finds_it_fit()


def test_whoever_wrote_a_comment_finds_the_reply(page: Page, sign_in: SignIn) -> None:
    reader = Reader(page)
    sign_in(page, OFFICER)
    page.goto(comments_of("the-first-hour"))
    page.get_by_role("link", name="Reply to Rhys Pritchard").click()
    page.get_by_label("Your comment").fill("Ask the control room.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Ask the control room.")).to_be_visible()
    sign_in(page, OFFICER2)
    page.goto("/notifications/")
    page.get_by_role("link", name="Somebody replied to a comment of yours").click()
    reader.finds_it_fit()
    page.get_by_role("link", name="to your comment of").first.click()
    expect(page.get_by_text("Ask the control room.")).to_be_visible()


def test_all_of_it_works_without_javascript(scriptless_page: Page, sign_in: SignIn) -> None:
    sign_in(scriptless_page, OFFICER2)
    scriptless_page.goto(GUIDANCE)
    scriptless_page.get_by_role("button", name="Save this page").click()
    expect(scriptless_page.get_by_text("Saved for you.")).to_be_visible()
    scriptless_page.goto("/my/bookmarks/")
    scriptless_page.get_by_role("button", name="Remove").click()
    expect(scriptless_page.get_by_text("You have not saved a page")).to_be_visible()
    scriptless_page.goto(comments_of("the-first-hour"))
    scriptless_page.get_by_label("Your comment").fill("The reference is CAD 4521.")
    scriptless_page.get_by_role("button", name="Send").click()
    error = "“CAD 4521” looks like a crime, incident or record number"
    expect(scriptless_page.get_by_role("link", name=error)).to_be_visible()
    expect(scriptless_page.get_by_label("Your comment")).to_have_value("The reference is CAD 4521.")
    scriptless_page.get_by_label("Your comment").fill("Written without script.")
    scriptless_page.get_by_role("button", name="Send").click()
    expect(scriptless_page.get_by_text("Written without script.")).to_be_visible()
    scriptless_page.get_by_role("link", name="Report the comment of Hannah Okafor").click()
    scriptless_page.get_by_role("button", name="Report").click()
    expect(scriptless_page.get_by_role("link", name="Select an answer")).to_be_visible()
    scriptless_page.get_by_label("It is insulting").check()
    scriptless_page.get_by_role("button", name="Report").click()
    expect(scriptless_page.get_by_text("Thank you. The editors will look")).to_be_visible()


def test_an_editor_hides_a_reported_comment_and_another_decides_on_the_appeal(
    page: Page, sign_in: SignIn
) -> None:
    hide_and_withdraw(Reader(page), sign_in)
    appeal(Reader(page), sign_in)
    give_back(Reader(page), sign_in)


def test_without_javascript_a_comment_is_hidden_and_an_appeal_decided(
    scriptless_reader: Reader, sign_in: SignIn
) -> None:
    hide_and_withdraw(scriptless_reader, sign_in)
    appeal(scriptless_reader, sign_in)
    give_back(scriptless_reader, sign_in)


def hide_and_withdraw(reader: Reader, sign_in: SignIn) -> None:
    """An editor hides what was reported, says why, and withdraws the author's right."""
    page = reader.page
    sign_in(page, EDITOR)
    page.goto("/cms/")
    waiting = page.locator("section", has=page.get_by_role("heading", name="Reader comments"))
    expect(waiting.get_by_role("link", name="A comment on").first).to_be_visible()
    page.goto("/cms/comments/")
    assert reader.violations(page) == []
    page.get_by_role("link", name="Rhys Pritchard").click()
    expect(page.get_by_text("It is about the person who wrote the page")).to_be_visible()
    assert reader.violations(page) == []
    page.get_by_label("Hide it").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Say why. The author of the comment reads it.")).to_be_visible()
    page.get_by_label("Why").fill("Disagree with what is said, not with who says it.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Nothing is waiting.")).to_be_visible()
    page.get_by_role("link", name="Hidden", exact=True).click()
    page.get_by_role("link", name="Rhys Pritchard").click()
    page.get_by_role("link", name="Withdraw the right to comment").click()
    expect(page.get_by_text("will not be able to comment on any page")).to_be_visible()
    assert reader.violations(page) == []
    page.get_by_label("Why").fill("The second time this week.")
    page.get_by_role("button", name="Withdraw the right to comment").click()
    expect(page.get_by_role("link", name="Rhys Pritchard")).to_be_visible()


def appeal(reader: Reader, sign_in: SignIn) -> None:
    """The author reads why, and asks somebody else."""
    page = reader.page
    sign_in(page, OFFICER2)
    page.goto("/my/comments/")
    reader.finds_it_fit()
    expect(page.get_by_text("Disagree with what is said")).to_be_visible()
    page.get_by_role("link", name="Appeal: ask somebody else").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Appeal")
    reader.finds_it_fit()
    page.get_by_label("Why should you be able").fill("I have said sorry to the author.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your appeal is waiting for an answer.")).to_be_visible()


def give_back(reader: Reader, sign_in: SignIn) -> None:
    """Somebody else decides on the appeal."""
    page = reader.page
    sign_in(page, APPROVER)
    page.goto("/cms/comments/rights/")
    assert reader.violations(page) == []
    page.get_by_role("link", name="Rhys Pritchard").first.click()
    expect(page.get_by_text("I have said sorry to the author.")).to_be_visible()
    assert reader.violations(page) == []
    page.get_by_label("The right to comment was given back").check()
    page.get_by_label("Your reasons").fill("Sorted out between the two.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("No appeal is waiting.")).to_be_visible()
    assert CommentingWithdrawal.objects.get().appeal_outcome == "lifted"
