"""A choice about cookies that cannot be saved: said plainly, kept on the page, and tried again."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from urllib.parse import urljoin

import pytest
from django.db import connection
from playwright.sync_api import Locator, Page, expect

from cms.cookies import CHOICE_COOKIE
from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"
NOT_SAVED = "Your choice was not saved."
SAVED = "Your choice about cookies has been saved."
# While it lasts, nothing can be saved.
Trouble = Callable[[Page], AbstractContextManager[None]]


@contextmanager
def no_line(page: Page) -> Iterator[None]:
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


@contextmanager
def no_proof(page: Page) -> Iterator[None]:
    """The browser has lost the cookie without which a form is refused."""
    [proof] = [one for one in page.context.cookies() if one.get("name") == "csrftoken"]
    page.context.clear_cookies(name="csrftoken")
    yield
    page.context.add_cookies(
        [{"name": proof["name"], "value": proof["value"], "url": urljoin(page.url, "/")}]
    )


@contextmanager
def no_sessions(_page: Page) -> Iterator[None]:
    """The server fails for everybody who has signed in: 500."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME TO django_session_away")
        yield
        cursor.execute("ALTER TABLE django_session_away RENAME TO django_session")


TROUBLES = pytest.mark.parametrize("trouble", [no_line, no_proof, no_sessions])


def choice_of(page: Page) -> str | None:
    kept = {one.get("name"): one.get("value") for one in page.context.cookies()}
    return kept.get(CHOICE_COOKIE)


@pytest.fixture
def newcomer(page: Page, sign_in: SignIn) -> Page:
    """Somebody who has signed in and has not been asked yet, at a phone's width and a desk's."""
    page.context.clear_cookies()
    sign_in(page, OFFICER)
    return page


def only_noted(errors: list[str], *expected: str) -> None:
    """The browser notes in red what failed, and nothing else."""
    assert [error for error in errors if not any(one in error for one in expected)] == []
    errors.clear()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save your choice").click()


@TROUBLES
def test_the_page_keeps_what_was_chosen_and_saves_it_at_the_next_try(
    newcomer: Page, console_errors: list[str], trouble: Trouble
) -> None:
    page = newcomer
    page.goto("/cookies/")
    page.get_by_label("Yes").check()
    expect(page.get_by_text(NOT_SAVED)).to_be_hidden()
    with trouble(page):
        save(page)
        expect(page.get_by_role("main").get_by_role("alert")).to_contain_text(NOT_SAVED)
        expect(page.get_by_label("Yes")).to_be_checked()
        assert choice_of(page) is None
        assert axe_violations(page) == []
        assert no_horizontal_overflow(page)
    save(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert choice_of(page) == "1:remember"
    expect(page.get_by_text(NOT_SAVED)).to_be_hidden()
    only_noted(console_errors, "ERR_INTERNET_DISCONNECTED", " 403 ", " 500 ")


@TROUBLES
def test_the_banner_stays_and_saves_it_at_the_next_try(
    newcomer: Page, console_errors: list[str], trouble: Trouble
) -> None:
    page = newcomer
    page.goto("/feedback/")
    banner = page.get_by_role("region", name="Cookies on Lodestar")
    with trouble(page):
        press(banner, "Reject")
        expect(banner.get_by_role("alert")).to_contain_text(NOT_SAVED)
        assert choice_of(page) is None
    press(banner, "Reject")
    expect(banner.get_by_role("alert")).to_contain_text("Your choice has been saved.")
    assert choice_of(page) == "1:"
    only_noted(console_errors, "ERR_INTERNET_DISCONNECTED", " 403 ", " 500 ")


def press(banner: Locator, word: str) -> None:
    banner.get_by_role("button", name=f"{word} optional cookies").click()


def test_whoever_rejected_can_choose_again(newcomer: Page) -> None:
    page = newcomer
    page.goto("/privacy/")
    banner = page.get_by_role("region", name="Cookies on Lodestar")
    press(banner, "Reject")
    banner.get_by_role("link", name="change it").click()
    expect(page.get_by_label("No")).to_be_checked()
    page.get_by_label("Yes").check()
    save(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert choice_of(page) == "1:remember"
    page.get_by_role("contentinfo").get_by_role("link", name="Cookies").click()
    expect(page.get_by_label("Yes")).to_be_checked()


def test_without_javascript_the_server_gives_the_choice_back_to_send_again(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    page = scriptless_page
    page.context.clear_cookies()
    sign_in(page, OFFICER)
    page.goto("/cookies/")
    page.get_by_label("Yes").check()
    with no_sessions(page):
        save(page)
        expect(page.get_by_role("main")).to_contain_text("it is still on this page")
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert choice_of(page) == "1:remember"
