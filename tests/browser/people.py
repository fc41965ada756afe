"""What people do at the screen, in the words that stand on it."""

from playwright.sync_api import Page, expect

from accounts.demo import DEMO_PASSWORD
from learning.quiz import Question, QuestionKind


def sign_in_with_form(page: Page, email: str) -> None:
    """Sign in as a person does, from the start page to the home page."""
    page.goto("/")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/home/")


def sign_out(page: Page) -> None:
    """Sign out from the menu in the header."""
    open_account_menu(page)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def open_account_menu(page: Page) -> None:
    """Open the menu in the header."""
    page.get_by_role("banner").get_by_text("Your account").click()


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
