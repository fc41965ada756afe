"""Takes the README's pictures anew: `python3 manage.py test tests/browser/take_pictures.py`.

No other run collects this file: its name is not a test's.
"""

import io
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from accounts.models import User
from learning.models import ModulePage
from peer_support.models import Pairing
from tests.browser.people import answer
from tests.browser.preparing import open_quiz, questions_of
from tests.factories.peer_support import ask_support
from tests.support.browser import SignIn

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).resolve().parents[2] / "platform" / "portal" / "pictures"
MOST_BYTES = 150_000
COLOURS = 128
OFFICER = "officer@demo.example"
READING = "suspect-focused-investigation"
QUIZ = "burnout-vicarious-trauma"


def test_the_start_page(desk_page: Page) -> None:
    desk_page.goto("/")
    take(desk_page, "start")


def test_the_dashboard_on_a_phone(phone_page: Page, sign_in: SignIn) -> None:
    sign_in(phone_page, OFFICER)
    phone_page.goto("/home/")
    take(phone_page, "dashboard-phone")


def test_a_section_on_a_phone(phone_page: Page, sign_in: SignIn) -> None:
    sign_in(phone_page, OFFICER)
    phone_page.goto(f"/learning/{READING}/continue/")
    take(phone_page, "section-phone")


def test_the_feedback_after_a_quiz(desk_page: Page, sign_in: SignIn) -> None:
    questions = questions_of(open_quiz(OFFICER, QUIZ))
    sign_in(desk_page, OFFICER)
    desk_page.goto(f"/learning/{QUIZ}/quiz/1/")
    for question in questions:
        answer(desk_page, question, right=question is questions[1])
    desk_page.get_by_role("button", name="Hand in your answers").click()
    expect(desk_page.get_by_role("heading", level=1)).to_have_text("Not passed this time")
    take(desk_page, "quiz-feedback")


def test_the_learning_of_a_team(desk_page: Page, sign_in: SignIn) -> None:
    sign_in(desk_page, "supervisor@demo.example")
    desk_page.goto("/team/learning/")
    desk_page.get_by_role("button", name="Skip it for now").click()
    desk_page.goto("/team/learning/")
    take(desk_page, "team")


def test_a_check_in_on_a_phone(phone_page: Page, sign_in: SignIn) -> None:
    sign_in(phone_page, OFFICER)
    phone_page.goto("/wellbeing/check-in/")
    take(phone_page, "check-in-phone")


def test_the_cards_of_supporters_on_a_phone(phone_page: Page, sign_in: SignIn) -> None:
    sign_in(phone_page, OFFICER)
    ask_support(User.objects.get(email=OFFICER), now=timezone.now(), topics=("workload",))
    phone_page.goto("/peer-support/request/")
    phone_page.get_by_role("heading", level=2).first.scroll_into_view_if_needed()
    take(phone_page, "cards-phone")


def test_a_conversation_on_a_phone(phone_page: Page, sign_in: SignIn) -> None:
    person = User.objects.get(email="officer2@demo.example")
    sign_in(phone_page, person.email)
    pairing = Pairing.objects.of(person).active().get()
    phone_page.goto(f"/peer-support/talk/{pairing.public_id}/")
    phone_page.get_by_text("a walk will do me good").scroll_into_view_if_needed()
    take(phone_page, "talk-phone")


def test_the_trend_of_a_unit(desk_page: Page, sign_in: SignIn) -> None:
    sign_in(desk_page, "manager@demo.example")
    desk_page.goto("/wellbeing/trends/")
    desk_page.get_by_role("button", name="Skip it for now").click()
    desk_page.goto("/wellbeing/trends/")
    desk_page.get_by_role("link", name="Operation Bluestone").click()
    take(desk_page, "trend")


def test_a_change_to_confirm_on_a_phone(phone_page: Page, sign_in: SignIn) -> None:
    sign_in(phone_page, OFFICER)
    phone_page.goto("/home/")
    changes = phone_page.get_by_role("region", name="Changes to read and confirm")
    changes.get_by_role("link").first.click()
    phone_page.get_by_role("heading", level=1).scroll_into_view_if_needed()
    take(phone_page, "confirm-phone")


def test_a_search(desk_page: Page, sign_in: SignIn) -> None:
    sign_in(desk_page, OFFICER)
    desk_page.goto("/search/?q=abe+interveiw")
    take(desk_page, "search")


def test_editing_a_module(desk_page: Page, sign_in: SignIn) -> None:
    sign_in(desk_page, "editor@demo.example")
    module = ModulePage.objects.get(slug=READING)
    desk_page.goto(f"/cms/pages/{module.pk}/edit/")
    section = desk_page.locator("#inline_child_sections-0")
    expect(section.locator(".public-DraftEditor-content").first).to_be_visible()
    section.scroll_into_view_if_needed()
    desk_page.wait_for_load_state("networkidle")
    take(desk_page, "cms")
    desk_page.goto("about:blank")


def take(page: Page, name: str) -> None:
    """Keep what the screen shows, in few colours: pages are flat, and the README stays light."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.png"
    picture.save(path, optimize=True)
    assert path.stat().st_size < MOST_BYTES
