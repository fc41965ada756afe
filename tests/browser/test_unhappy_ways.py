"""What goes wrong on the way costs nobody their work, and shows nobody what is not theirs."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from playwright.sync_api import Page, expect

from learning.models import Completion, QuizAttempt, Reflection
from tests.browser.people import (
    answer,
    fill_in_sign_in,
    save_and_continue,
    sign_in_with_form,
    sign_out,
)
from tests.browser.preparing import answer_everything, open_quiz, questions_of
from tests.support.browser import SignIn

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"
SLUG = "burnout-vicarious-trauma"
REFLECTION = 5
WORDS = "I notice it first in how I sleep."


def test_answers_outlive_a_session_that_ends_in_the_middle_of_a_quiz(phone_page: Page) -> None:
    attempt = open_quiz(OFFICER, SLUG)
    question = questions_of(attempt)[0]
    sign_in_with_form(phone_page, OFFICER)
    phone_page.goto(f"/learning/{SLUG}/quiz/1/")
    Session.objects.all().delete()
    answer(phone_page, question, right=True)
    expect(phone_page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(phone_page.get_by_role("main")).to_contain_text(
        "Your session had ended. Sign in again and you get your answers back."
    )
    fill_in_sign_in(phone_page, OFFICER)
    expect(phone_page.get_by_role("heading", level=1)).to_have_text("Your answers were kept")
    phone_page.get_by_role("button", name="Send them again").click()
    phone_page.wait_for_url(f"**/learning/{SLUG}/quiz/2/")
    attempt.refresh_from_db()
    assert attempt.answers == {
        question.id: {right.id: 1 for right in question.options if right.correct}
    }


def test_a_save_that_fails_gives_back_what_was_typed(
    phone_page: Page, console_errors: list[str]
) -> None:
    attempt = open_quiz(OFFICER, SLUG)
    sign_in_with_form(phone_page, OFFICER)
    phone_page.goto(f"/learning/{SLUG}/quiz/{REFLECTION}/")
    phone_page.get_by_role("textbox").fill(WORDS)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE learning_reflection RENAME TO learning_reflection_away")
        save_and_continue(phone_page)
        expect(phone_page.get_by_role("main")).to_contain_text(
            "What you have just sent was not saved, but it is still on this page."
        )
        cursor.execute("ALTER TABLE learning_reflection_away RENAME TO learning_reflection")
    phone_page.get_by_role("button", name="Send it again").click()
    expect(phone_page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    assert [kept.text for kept in Reflection.objects.filter(attempt=attempt)] == [WORDS]
    assert [error for error in console_errors if "500" not in error] == []
    console_errors.clear()


def test_a_double_click_hands_in_once(phone_page: Page, sign_in: SignIn) -> None:
    hand_in_twice(phone_page, sign_in)


def test_a_double_click_hands_in_once_without_script_too(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    hand_in_twice(scriptless_page, sign_in)


def hand_in_twice(page: Page, sign_in: SignIn) -> None:
    """Click twice on the button that hands in, and find one attempt and one completion."""
    answer_everything(open_quiz(OFFICER, SLUG))
    sign_in(page, OFFICER)
    page.goto(f"/learning/{SLUG}/quiz/check/")
    page.get_by_role("button", name="Hand in your answers").dblclick()
    page.wait_for_url("**/result/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You passed")
    mine = {"person__email": OFFICER, "module__slug": SLUG}
    assert QuizAttempt.objects.filter(**mine).count() == 1
    assert Completion.objects.filter(**mine).count() == 1


def test_going_back_after_signing_out_shows_nothing(phone_page: Page) -> None:
    sign_in_with_form(phone_page, OFFICER)
    phone_page.goto("/my/learning/")
    expect(phone_page.get_by_role("heading", level=1)).to_have_text("Your learning record")
    sign_out(phone_page)
    phone_page.go_back()
    expect(phone_page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(phone_page.get_by_text("Hannah Okafor")).to_have_count(0)


def test_a_wrong_password_says_so_without_telling_who_has_an_account(phone_page: Page) -> None:
    told = []
    for email in (OFFICER, "nobody@demo.example"):
        phone_page.goto("/accounts/login/")
        fill_in_sign_in(phone_page, email, password="not-the-password-of-anyone")
        summary = phone_page.get_by_role("alert")
        expect(summary).to_contain_text("There is a problem")
        told.append(summary.inner_text())
    assert told[0] == told[1]
