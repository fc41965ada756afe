"""Whatever a check-in is answered with fits the screen, and is read out as it should be."""

import os
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.factories.disclosure import cell, close_month
from tests.factories.organisation import TeamFactory, person_in
from tests.support.browser import DESK, HEIGHTS, PHONE, axe_violations, no_horizontal_overflow
from tests.wellbeing.conftest import OpenFor, UseKeys
from tests.wellbeing.pages import GOOD, LOW
from wellbeing.models import Answer
from wellbeing.months import this_month
from wellbeing.services.check_in import record_check_in
from wellbeing.services.preferences import leave

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(transactional_db: None) -> User:
    return person_in(TeamFactory(), first_name="Hannah", last_name="Okafor")


@pytest.fixture
def page(open_for: OpenFor, officer: User) -> Page:
    return open_for(officer, PHONE)


def fine(page: Page, title: str) -> None:
    """The page that is meant, accessible and no wider than the screen, on a phone and a desk."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        assert (title, width, axe_violations(page)) == (title, width, [])
        assert no_horizontal_overflow(page), (title, width)
    expect(page.get_by_role("button", name="Exit this page")).to_be_visible()


def answer(page: Page, answers: dict[str, str], code: str = "pulse") -> None:
    page.goto(f"/wellbeing/check-in/{code}/")
    for name, value in answers.items():
        page.locator(f"#id_{name}_{value}").click()


def press(page: Page, name: str = "Hand in") -> None:
    page.get_by_role("button", name=name).click()


def test_thanks_with_and_without_a_result_and_with_help(page: Page) -> None:
    for answers in ({"mood": "5"}, GOOD, LOW):
        answer(page, answers)
        press(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
        page.wait_for_load_state()
        result = page.get_by_text("Show my result")
        if result.count():
            result.click()
        fine(page, "Thank you")
    expect(page.get_by_text("Nobody at your force was told")).to_be_visible()


def test_saved_for_later_and_gone_on_with(page: Page) -> None:
    answer(page, {"mood": "5"})
    press(page, "Save and finish later")
    fine(page, "Saved for later")
    page.get_by_role("link", name="Go on with it now").click()
    expect(page.get_by_text("These are the answers that you saved earlier.")).to_be_visible()
    fine(page, "Pulse")


def test_nothing_chosen_and_a_form_that_is_not_good_any_more(page: Page) -> None:
    answer(page, {})
    press(page)
    expect(page.get_by_text("You have not answered anything yet")).to_be_visible()
    fine(page, "Pulse")
    answer(page, {"mood": "5"})
    page.locator("input[name=opened]").evaluate("field => { field.value = 'of another time'; }")
    press(page)
    expect(page.get_by_text("This page was opened too long ago").first).to_be_visible()
    expect(page.locator("#id_mood_5")).to_be_checked()
    fine(page, "Pulse")
    assert Answer.objects.count() == 0


def test_used_up_while_the_form_was_open_and_before(page: Page, officer: User) -> None:
    answer(page, {}, "ons4")
    title = page.get_by_role("heading", level=1).inner_text()
    page.locator("main form input[type=radio]").nth(3).check()
    now = datetime.now(tz=UTC)
    record_check_in(
        person=officer,
        instrument="ons4",
        answers={"satisfaction": 7},
        check_in_id=uuid4(),
        period=this_month(now),
        now=now,
    )
    press(page)
    fine(page, "Nothing was stored this time")
    assert Answer.objects.count() == 1
    page.goto("/wellbeing/check-in/ons4/")
    expect(page.get_by_text("as often as they are meant to be asked")).to_be_visible()
    fine(page, title)


def test_left_while_the_form_was_open_and_before(page: Page, officer: User) -> None:
    for name, title in (
        ("Hand in", "Nothing was stored this time"),
        ("Save and finish later", "Nothing was saved"),
    ):
        answer(page, {"mood": "5"})
        leave(person=officer, erase_everything=False)
        press(page, name)
        fine(page, title)
        page.goto("/wellbeing/check-in/")
        expect(page.get_by_text("You have left check-ins.").first).to_be_visible()
        fine(page, "Pulse")
        page.get_by_role("button", name="Join again").click()
        expect(page.get_by_role("link", name="Leave check-ins")).to_be_visible()
    assert Answer.objects.count() == 0


def test_the_month_was_closed_while_the_form_was_open(page: Page, officer: User) -> None:
    answer(page, GOOD)
    team = officer.memberships.get().node
    close_month(this_month(datetime.now(tz=UTC)), cell(team, 60))
    press(page)
    expect(page.get_by_text("Your answers are in your own history only.")).to_be_visible()
    fine(page, "Thank you")


def test_the_keys_cannot_be_had(page: Page, use_keys: UseKeys) -> None:
    answer(page, GOOD)
    use_keys("wellbeing-pepper", other=os.urandom(32))
    press(page)
    fine(page, "Your history can’t be opened now")
    assert Answer.objects.count() == 0
