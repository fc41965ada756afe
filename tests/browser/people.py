"""What people do at the screen, in the words that stand on it."""

import re
from typing import Literal

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLateError

from accounts.demo import DEMO_PASSWORD
from learning.quiz import Question, QuestionKind
from tests.notifications.workers import wait_until


def sign_in_with_form(page: Page, email: str) -> None:
    """Sign in as a person does, from the start page to the home page."""
    page.goto("/")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    fill_in_sign_in(page, email)
    page.wait_for_url("**/home/")


def fill_in_sign_in(page: Page, email: str, password: str = DEMO_PASSWORD) -> None:
    """Fill in the sign-in page and send it."""
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    """Sign out from the menu in the header."""
    open_account_menu(page).get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def open_account_menu(page: Page) -> Locator:
    """Open the menu in the header."""
    menu = page.get_by_role("banner").locator("details")
    menu.get_by_text("Your account", exact=True).click()
    return menu


def choose_in_account_menu(page: Page, name: str) -> None:
    """Open the menu in the header and follow one of its links."""
    open_account_menu(page).get_by_role("link", name=name).click()


def go_to(page: Page, section: str) -> None:
    """Follow a link of the main navigation."""
    page.get_by_role("navigation", name="Sections").get_by_role("link", name=section).click()


def answer(page: Page, question: Question, *, right: bool) -> None:
    """Choose on a question's page, and save."""
    expect(page.get_by_role("heading", level=1)).to_have_text(question.text)
    match question.kind:
        case QuestionKind.SINGLE:
            fitting = [option for option in question.options if option.correct is right]
            page.get_by_label(fitting[0].text, exact=True).check()
        case QuestionKind.MULTIPLE:
            for option in question.options:
                box = page.get_by_label(option.text, exact=True)
                box.set_checked(option.correct is right)
        case QuestionKind.ORDER:
            options = question.options if right else question.options[::-1]
            for place, option in enumerate(options, start=1):
                page.get_by_label(option.text, exact=True).select_option(str(place))
        case QuestionKind.REFLECTION:
            page.get_by_role("textbox").fill("Slow down, and write the reason beside the choice.")
    save_and_continue(page)


def save_and_continue(page: Page) -> None:
    """Press the button that every section and question has."""
    page.get_by_role("button", name="Save and continue").click()


def write_rich_text(within: Page | Locator, text: str, *, at: Literal["Home", "End"]) -> None:
    """Put words at the start or the end of the first rich text, all at once.

    The editor puts its words together anew after each key; keys that come faster than it can do
    that on a busy machine are lost or change places.
    """
    editor = within.locator(".public-DraftEditor-content").first
    editor.click()
    expect(editor).to_be_focused()
    editor.press(f"Control+{at}")
    editor.page.keyboard.insert_text(text)
    expect(editor).to_contain_text(text.strip())


def insert_block(section: Locator, kind: str) -> None:
    """Open a section's menu of blocks and choose one.

    A menu that opens while the editor still draws itself may close again: it is opened anew.
    """
    options = section.page.get_by_role("option", name=kind, exact=True)

    def opened() -> bool:
        section.get_by_title("Insert a block").first.click()
        try:
            options.first.wait_for(timeout=2000)
        except TooLateError:
            return False
        return True

    wait_until(opened)
    options.first.click()


def submit_sentence(page: Page, title: str, section: int, sentence: str) -> None:
    """Find a module in the editing pages, add a sentence to a section, and submit it."""
    choose_in_account_menu(page, "Edit content")
    page.get_by_role("main").get_by_role("textbox", name="Search").fill(title)
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name=title, exact=True).click()
    panel = page.locator(f"#inline_child_sections-{section - 1}")
    write_rich_text(panel, f" {sentence}", at="End")
    # The editor writes what was typed into the form a moment later.
    typed = panel.locator("input[name$='-body-0-value']").input_value
    wait_until(lambda: sentence in typed())
    say_minor_change(page, "One sentence is new.")
    submit_for_review(page)
    page.get_by_role("link", name="Back to Lodestar").click()
    page.wait_for_url("**/home/")


def open_tab(page: Page, name: str) -> None:
    """Open a tab of the editor, again if it closed while the editor saved by itself."""
    tab = page.get_by_role("tab", name=name)

    def opened() -> bool:
        tab.click()
        return tab.get_attribute("aria-selected") == "true"

    wait_until(opened)


def say_minor_change(page: Page, note: str) -> None:
    """Answer in the editor what kind of change this is, and what changed."""
    open_tab(page, "This change")
    page.locator("select[name=change_kind]").select_option("minor")
    page.locator("textarea[name=change_note]").fill(note)


def submit_for_review(page: Page) -> None:
    """Press the editor's button that hands the page to the reviewers."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Submit to Review").click()
    expect(page.get_by_role("status")).to_contain_text("submitted for moderation")


def approve_page(page: Page, title: str) -> None:
    """Open what waits from the first page of the CMS, and approve it."""
    page.goto("/cms/")
    page.get_by_role("main").get_by_role("link", name=title, exact=True).first.click()
    page.get_by_role("button", name="More actions").click()
    # The last step publishes, and its button says so.
    page.get_by_role("button", name=re.compile(r"^Approve( and Publish)?$")).click()
    expect(page.get_by_role("status")).to_contain_text("has been updated")
