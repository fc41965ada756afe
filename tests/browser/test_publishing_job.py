"""The editors' main job: from a force editor's first click to the officer's confirmation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from cms.models import ChangeKind, LegalUpdatePage, PageVersion
from cms.tasks import publish_scheduled
from learning.models import Confirmation
from learning.tasks import announce
from tests.browser.people import (
    approve_page,
    choose_in_account_menu,
    insert_block,
    open_tab,
    sign_in_with_form,
    submit_for_review,
    write_rich_text,
)
from tests.cms.workflow.editing import noon_in
from tests.notifications.workers import wait_until
from tests.support.browser import (
    DESK,
    OpenPage,
    SignIn,
    axe_violations,
    no_horizontal_overflow,
)

pytestmark = pytest.mark.browser

TITLE = "Voluntary interviews: invite in writing"
SUMMARY = "From next month a voluntary interview is agreed in writing before it begins."
TO_DO = "Send the invitation before you ring, and note when it was read."
NOTE = "Invitations are now sent in writing first. Until now a call was enough."
QUESTION = "What do you do before you ring somebody about a voluntary interview?"
RIGHT, WRONG = "Send the invitation in writing", "Nothing, a call is enough"
WHY = "The invitation in writing comes first, so that the person can take advice."
SOUGHT = "polygraph kiosk"
OFFICER = "officer@demo.example"
READERS = ("officer", "officer2", "supervisor", "manager", "wellbeing")


@dataclass(frozen=True)
class Story:
    """When the page is to go live, and how the browsers are opened."""

    starts: datetime
    open_page: OpenPage

    def desk(self, account: str) -> Page:
        """A desk's browser in which the person has signed in with the form."""
        page = self.open_page(DESK)
        sign_in_with_form(page, f"{account}@demo.example")
        return page


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The clock of the site, which goes on by itself and can be put forward."""
    with time_machine.travel(timezone.now(), tick=True) as traveller:
        yield traveller


def test_a_legal_update_goes_from_a_force_editor_to_the_officer_who_confirms_it(
    page: Page,
    open_page: OpenPage,
    sign_in: SignIn,
    clock: time_machine.Traveller,
    console_errors: list[str],
) -> None:
    story = Story(noon_in(days=3), open_page)
    draft(story)
    approve(story, "approver")
    approve(story, "legal")
    update = LegalUpdatePage.objects.get(title=TITLE)
    assert (update.live, update.approved_schedule) == (False, True)
    officer_finds_nothing_yet(page, sign_in, update)
    # The page that is not there yet; and drafts that the editor saves by itself, unfinished.
    assert all(" 404 " in error or " 400 " in error for error in console_errors)
    console_errors.clear()

    clock.move_to(story.starts + timedelta(minutes=5))
    publish_scheduled()
    announce()
    version = PageVersion.objects.get(page=update)
    assert (version.kind, version.note) == (ChangeKind.MATERIAL, NOTE)
    officer_is_told_and_confirms(page, version)
    for account in READERS:
        look_for(open_page(DESK), account, sign_in)

    clock.move_to(story.starts + timedelta(days=100))
    editor_sees_what_became_of_it(story)


def draft(story: Story) -> None:
    """Find the force's own section, write a legal update, set its time and hand it in."""
    page = story.desk("forceeditor")
    choose_in_account_menu(page, "Edit content")
    page.get_by_role("link", name="Our pages", exact=True).click()
    page.get_by_role("link", name="Add child page").first.click()
    page.get_by_role("link", name="Legal update", exact=True).click()
    write_content(page)
    say_who_it_is_for(page, story)
    say_what_changes(page)
    set_time(page, story.starts)
    submit_for_review(page)
    page.close()


def write_content(page: Page) -> None:
    """Fill in what readers read."""
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill(SUMMARY)
    fill_time(page.locator("#id_in_force_on"), f"{timezone.localdate():%Y-%m-%d}")
    body = page.locator("#panel-child-content-what_to_do-section")
    insert_block(body, "Text")
    write_rich_text(body, TO_DO, at="End")
    typed = body.locator("input[name$='-value']").first.input_value
    wait_until(lambda: TO_DO in typed())


def say_who_it_is_for(page: Page, story: Story) -> None:
    """Choose readers, subject, owner and the day of the next review."""
    open_tab(page, "About the page")
    page.get_by_label("Investigator", exact=True).check()
    page.get_by_label("Suspect-focused investigation").check()
    page.get_by_label("10 The suspect").check()
    page.get_by_label("Owner").select_option("Nerys Beddoes")
    review = story.starts.date() + timedelta(days=120)
    fill_time(page.get_by_label("Next review"), f"{review:%Y-%m-%d}")


def say_what_changes(page: Page) -> None:
    """Ask those who read it to confirm it, with one question."""
    open_tab(page, "This change")
    page.locator("#id_change_kind").select_option("material")
    page.locator("#id_change_note").fill(NOTE)
    question = page.locator("#panel-child-this_change-confirm_question-section")
    question.get_by_title("Insert a block").click()
    value = "confirm_question-0-value"
    question.locator(f"[name={value}-text]").fill(QUESTION)
    for number, answer in enumerate((RIGHT, WRONG)):
        if number:
            question.get_by_title("Add", exact=True).last.click()
        question.locator(f"[name={value}-answers-{number}-value-text]").fill(answer)
    question.locator(f"[name={value}-answers-0-value-correct]").check()
    question.locator(f"[name={value}-feedback]").fill(WHY)


def set_time(page: Page, starts: datetime) -> None:
    """Choose when it goes live."""
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    fill_time(page.get_by_label("Go live date/time"), f"{starts:%Y-%m-%d %H:%M}")
    with page.expect_navigation():
        # The calendar lies over the button.
        page.get_by_role("dialog").get_by_role("button", name="Save schedule").press("Enter")


def fill_time(field: Locator, text: str) -> None:
    """Type a day or a time; the calendar lies over what comes next until the field is left."""
    field.fill(text)
    field.blur()


def approve(story: Story, account: str) -> None:
    """Take one step of the review."""
    page = story.desk(account)
    approve_page(page, TITLE)
    page.close()


def officer_finds_nothing_yet(page: Page, sign_in: SignIn, update: LegalUpdatePage) -> None:
    """Before its time nobody reads it."""
    sign_in(page, OFFICER)
    answer = page.goto(update.url)
    assert answer is not None
    assert answer.status == 404


def officer_is_told_and_confirms(page: Page, version: PageVersion) -> None:
    """Find the notice, see what changed, read the page, answer wrong, then right."""
    page.context.clear_cookies()
    sign_in_with_form(page, OFFICER)
    choose_in_account_menu(page, "Notifications")
    main = page.get_by_role("main")
    main.get_by_role("link", name="A page that matters for your role").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(main).to_contain_text(NOTE)
    assert_fit(page)
    main.get_by_role("link", name="Read the whole page").click()
    expect(main).to_contain_text(TO_DO)
    assert_fit(page)
    main.get_by_role("link", name="Confirm that you have read it").click()
    choose(page, WRONG)
    expect(page.get_by_role("alert")).to_contain_text("That is not right.")
    expect(main).to_contain_text(WHY)
    choose(page, RIGHT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("You have confirmed")
    assert_fit(page)
    assert Confirmation.objects.get(person__email=OFFICER).version == version


def choose(page: Page, text: str) -> None:
    """Answer the question, and send it."""
    page.get_by_label(text, exact=True).check()
    page.get_by_role("button", name="Confirm that I have read this").click()


def assert_fit(page: Page) -> None:
    """Nothing for axe to find, and no wider than the screen."""
    assert axe_violations(page) == [], page.url
    assert no_horizontal_overflow(page), page.url


def look_for(page: Page, account: str, sign_in: SignIn) -> None:
    """Search for something that no page has."""
    sign_in(page, f"{account}@demo.example")
    page.goto("/search/")
    page.get_by_role("main").get_by_role("searchbox").fill(SOUGHT)
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nothing was found")
    page.close()


def editor_sees_what_became_of_it(story: Story) -> None:
    """In the next quarter: the review that is due, who was asked, and what was not found."""
    page = story.desk("forceeditor")
    page.goto("/cms/")
    due = page.get_by_role("region", name="Due for review")
    expect(due.get_by_role("link", name=TITLE)).to_be_visible()
    open_report(page, "Who was asked to read again")
    page.get_by_role("main").get_by_role("link", name=TITLE).click()
    asked = page.get_by_role("row").filter(has_text="Avon and Somerset Police")
    expect(asked.get_by_role("cell").last).to_have_text("1")
    open_report(page, "Searched and not found")
    expect(page.get_by_role("main")).to_contain_text(SOUGHT)


def open_report(page: Page, name: str) -> None:
    """Choose one of the reports in the menu of the CMS."""
    page.get_by_role("button", name="Reports").click()
    page.get_by_role("link", name=name).click()
    expect(page).to_have_title(re.compile(name))
