"""An officer finds what changed, answers its question and confirms; the line and editors see it."""

import pytest
from playwright.sync_api import Page, expect

from cms.models import PageVersion
from learning.demo_changes import MODULE, PAGE
from learning.models import Confirmation, ConfirmationAnswer
from learning.tasks import announce
from tests.browser.people import sign_in_with_form
from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"
SUPERVISOR = "supervisor@demo.example"
EDITOR = "editor@demo.example"
REPORT = "/cms/reports/who-was-asked/"
TITLE = "Record a suspect so that others can find them"
RIGHT = "Each time, and the check is recorded even when it finds nothing"
WRONG = "When a child is named in the report"
CONFIRM = "Confirm that I have read this"


def version_of(slug: str) -> PageVersion:
    return PageVersion.objects.filter(page__slug=slug).order_by("-number")[0]


def confirm_address() -> str:
    return f"/page/{version_of(PAGE).page.translation_key}/confirm/"


def assert_fit(page: Page) -> None:
    """Nothing for axe to find, and no wider than the screen."""
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)


def test_an_officer_reads_what_changed_and_confirms(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    page.goto("/home/")
    changes = page.get_by_role("region", name="Changes to read and confirm")
    expect(changes).to_contain_text("Overdue")
    assert_fit(page)
    page.goto(version_of(PAGE).page.specific.url)
    banner = page.get_by_role("region", name="Important")
    expect(banner).to_contain_text("This page changed on")
    assert_fit(page)
    banner.get_by_role("link", name="Confirm that you have read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert_fit(page)
    page.get_by_role("button", name=CONFIRM).click()
    expect(page.get_by_role("alert")).to_contain_text("Choose one answer.")
    assert_fit(page)
    choose(page, WRONG)
    expect(page.get_by_role("alert")).to_contain_text("That is not right.")
    expect(page.get_by_label(WRONG, exact=True)).to_be_checked()
    expect(page.get_by_role("main")).to_contain_text("A suspect may have contact with children")
    assert_fit(page)
    choose(page, RIGHT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("You have confirmed")
    assert_fit(page)
    page.get_by_role("link", name="Your learning record").last.click()
    done = page.get_by_role("table", name="Changed pages that you read and confirmed")
    expect(done.get_by_role("rowheader", name=TITLE)).to_be_visible()
    assert_fit(page)
    assert Confirmation.objects.filter(person__email=OFFICER).count() == 1
    assert ConfirmationAnswer.objects.get(person__email=OFFICER).tries == 2
    page.goto("/home/")
    expect(page.get_by_text("Changes to read and confirm")).to_have_count(0)


def choose(page: Page, text: str) -> None:
    """Answer the question, and send it."""
    page.get_by_label(text, exact=True).check()
    page.get_by_role("button", name=CONFIRM).click()


def test_it_all_works_without_javascript(scriptless_page: Page) -> None:
    page = scriptless_page
    sign_in_with_form(page, OFFICER)
    changes = page.get_by_role("region", name="Changes to read and confirm")
    changes.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name=CONFIRM).click()
    expect(page.get_by_role("link", name="Choose one answer.")).to_be_visible()
    choose(page, WRONG)
    expect(page.get_by_role("main")).to_contain_text("That is not right.")
    choose(page, RIGHT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("You have confirmed")
    assert Confirmation.objects.filter(person__email=OFFICER).count() == 1


def test_a_notice_of_a_page_that_is_gone_says_that_nothing_is_owed(
    page: Page, sign_in: SignIn, console_errors: list[str]
) -> None:
    announce()
    version_of(PAGE).page.specific.unpublish()
    sign_in(page, OFFICER)
    page.goto("/notifications/")
    expect(page.get_by_role("main")).to_contain_text("This asks nothing of you any more.")
    expect(page.get_by_text(TITLE)).to_have_count(0)
    assert_fit(page)
    page.get_by_role("link", name="A page that matters for your role has changed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "There is nothing to confirm any more"
    )
    assert_fit(page)
    # The status of the page itself, which the browser notes in red.
    assert [error for error in console_errors if "404" not in error] == []
    console_errors.clear()
    page.get_by_role("link", name="What waits for you now").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(TITLE)).to_have_count(0)


def test_a_module_that_changed_says_so(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    page.goto(f"/learning/{MODULE}/")
    expect(page.get_by_role("heading", name="This module has changed")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("It stays in your record.")
    assert_fit(page)


def test_a_supervisor_sees_who_still_has_to(page: Page, sign_in: SignIn) -> None:
    sign_in(page, SUPERVISOR)
    find_who_still_has_to(page)
    assert_fit(page)


def test_a_supervisor_sees_it_without_javascript(scriptless_page: Page) -> None:
    sign_in_with_form(scriptless_page, SUPERVISOR)
    find_who_still_has_to(scriptless_page)


def find_who_still_has_to(page: Page) -> None:
    """Narrow the team's page to the change, and find both who has done it and who has not."""
    page.goto("/team/learning/")
    page.get_by_label("Module or changed page").select_option(TITLE)
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_text("(changed page, to confirm)").first).to_be_visible()
    expect(page.get_by_text("(changed page, confirmed)").first).to_be_visible()


def test_an_editor_sees_how_many_were_asked(page: Page, sign_in: SignIn) -> None:
    sign_in(page, EDITOR)
    page.goto(REPORT)
    assert axe_violations(page) == []
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("table")).to_contain_text("All forces")
    assert axe_violations(page) == []


def test_an_editor_sees_it_without_javascript(scriptless_page: Page) -> None:
    page = scriptless_page
    sign_in_with_form(page, EDITOR)
    page.goto(REPORT)
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("table")).to_contain_text("All forces")
