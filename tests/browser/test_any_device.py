"""The essential steps without JavaScript, without a mouse, and with large text."""

import re

import pytest
from playwright.sync_api import Page, expect

from learning.models import Completion
from tests.browser.people import answer, go_to, save_and_continue, sign_in_with_form, sign_out
from tests.browser.preparing import answer_everything, open_quiz, questions_of
from tests.support.browser import OpenPage, SignIn, no_horizontal_overflow

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"
SUPERVISOR = "supervisor@demo.example"
WITH_ORDER = "procedural-justice-victim-engagement"
SLUG = "burnout-vicarious-trauma"
KEY_PAGES = (
    "/home/",
    "/learning/",
    f"/learning/{SLUG}/",
    f"/learning/{SLUG}/section/1/",
    f"/learning/{SLUG}/quiz/1/",
    f"/learning/{SLUG}/quiz/check/",
    f"/learning/{WITH_ORDER}/quiz/5/",
    "/my/learning/",
    "/team/learning/",
    "/notifications/preferences/",
    "/accounts/",
)


def test_the_main_steps_work_without_javascript(scriptless_page: Page) -> None:
    page = scriptless_page
    sign_in_with_form(page, OFFICER)
    page.goto(f"/learning/{WITH_ORDER}/section/1/")
    save_and_continue(page)
    page.wait_for_url("**/section/2/")
    attempt = open_quiz(OFFICER, WITH_ORDER)
    page.goto(f"/learning/{WITH_ORDER}/quiz/1/")
    for question in questions_of(attempt):
        answer(page, question, right=True)
    page.get_by_role("button", name="Hand in your answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")
    done = Completion.objects.get(person__email=OFFICER, module__slug=WITH_ORDER)
    assert done.score == 100
    sign_out(page)
    sign_in_with_form(page, SUPERVISOR)
    go_to(page, "Team learning")
    page.get_by_label("State").select_option("Done")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", name="Hannah Okafor")).to_be_visible()


def test_a_question_is_answered_from_the_keyboard(phone_page: Page, sign_in: SignIn) -> None:
    attempt = open_quiz(OFFICER, SLUG)
    question = questions_of(attempt)[0]
    sign_in(phone_page, OFFICER)
    phone_page.goto(f"/learning/{SLUG}/quiz/1/")
    phone_page.keyboard.press("Tab")
    skip = phone_page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    phone_page.keyboard.press("Enter")
    expect(phone_page.locator("#main-content")).to_be_focused()
    tab_to(phone_page, "input[type=radio]")
    phone_page.keyboard.press("Space")
    phone_page.keyboard.press("ArrowDown")
    chosen = phone_page.locator("input[type=radio]:checked").get_attribute("value")
    tab_to(phone_page, "button")
    phone_page.keyboard.press("Enter")
    phone_page.wait_for_url(re.compile("/quiz/2/"))
    attempt.refresh_from_db()
    assert attempt.answers == {question.id: {chosen: 1}}


def tab_to(page: Page, kind: str) -> None:
    """Press Tab until something of this kind has the focus, which must be plain to see."""
    focused = page.locator(f"main {kind}:focus-visible")
    for _step in range(12):
        page.keyboard.press("Tab")
        if focused.count():
            return
    pytest.fail(f"no {kind} can be reached")


def test_key_pages_fit_when_they_are_enlarged(open_page: OpenPage, sign_in: SignIn) -> None:
    page = open_page(640)
    answer_everything(open_quiz(SUPERVISOR, SLUG))
    open_quiz(SUPERVISOR, WITH_ORDER)
    sign_in(page, SUPERVISOR)
    too_wide = []
    for address in KEY_PAGES:
        answer = page.goto(address)
        assert answer is not None
        assert (answer.status, page.url.endswith(address)) == (200, True), address
        # 1280 pixels at 200% and at 400%, then text alone at 200%.
        for width, text in ((640, 100), (320, 100), (1280, 200)):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(f"() => {{ document.documentElement.style.fontSize = '{text}%' }}")
            if not no_horizontal_overflow(page):
                too_wide.append(f"{address} at {width} pixels, text at {text}%")
    assert too_wide == []
