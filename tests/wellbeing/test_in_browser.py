"""The officer's pages in a real browser, at a phone's width and at a desk's."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Error, Page, Request, expect

from accounts.models import User
from tests.factories.organisation import TeamFactory, person_in
from tests.support.browser import (
    DESK,
    PHONE,
    axe_violations,
    no_horizontal_overflow,
    nothing_came_back,
)
from tests.wellbeing.conftest import OpenFor
from tests.wellbeing.own_years import years_of_check_ins
from tests.wellbeing.pages import GOOD, LOW, PROMISE
from wellbeing.instruments import BUILT_IN
from wellbeing.models import Answer
from wellbeing.selectors.own_rows import open_answers, open_notes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/wellbeing/",
    "/wellbeing/check-in/",
    "/wellbeing/check-in/ons4/",
    "/wellbeing/check-in/phq4/",
    "/wellbeing/history/",
    "/wellbeing/notes/",
    "/wellbeing/settings/",
    "/wellbeing/settings/leave/",
    "/wellbeing/settings/erase/",
    "/wellbeing/instruments/",
    "/wellbeing/who-sees-this/",
)
SMALLEST_TARGET = 44
STORES = "Object.keys(localStorage).length + Object.keys(sessionStorage).length"
Open = Callable[..., Page]


@pytest.fixture
def officer(transactional_db: None) -> User:
    return person_in(TeamFactory(), first_name="Hannah", last_name="Okafor")


@pytest.fixture
def open_page(open_for: OpenFor, officer: User) -> Open:
    """A function that opens a browser of the signed-in officer, with script or without."""
    return partial(open_for, officer)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, open_page: Open) -> Page:
    """The officer's browser at a phone's width, then the same test at a desk's."""
    return open_page(request.param)


def choose(page: Page, answers: dict[str, str]) -> int:
    """Press one answer of each question; return how many presses it took."""
    for code, value in answers.items():
        page.locator(f"#id_{code}_{value}").click()
    return len(answers)


def test_checking_in_takes_seven_presses_from_the_home_page(page: Page, officer: User) -> None:
    page.goto("/wellbeing/")
    page.get_by_role("button", name="Check in now").click()
    expect(page.get_by_text(PROMISE)).to_be_visible()
    presses = 1 + choose(page, GOOD)
    page.get_by_role("button", name="Hand in").click()
    assert presses + 1 == 7
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    expect(page.get_by_text("76 out of 100")).to_be_hidden()
    page.get_by_text("Show my result").click()
    expect(page.get_by_text("76 out of 100")).to_be_visible()
    assert [found.payload.answers["mood"] for found in open_answers(officer)] == [8]
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    assert page.evaluate(STORES) == 0


def test_loading_the_thank_you_page_again_stores_nothing_twice(page: Page) -> None:
    page.goto("/wellbeing/check-in/")
    choose(page, GOOD)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert Answer.objects.count() == 1


def test_a_hard_answer_shows_help_and_whom_to_ask(page: Page) -> None:
    page.goto("/wellbeing/check-in/")
    choose(page, LOW)
    page.get_by_role("button", name="Hand in").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Nobody at your force was told, and nobody will be.")
    expect(main.get_by_role("link", name="0300 131 2789")).to_be_visible()
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)


def test_every_page_fits_and_is_accessible(page: Page, officer: User) -> None:
    years_of_check_ins(officer)
    wrong: list[str] = []
    note = open_notes(officer)[0]
    for address in (*PAGES, f"/wellbeing/notes/{note.id}/delete/"):
        page.goto(address)
        wrong += [f"{address}: {found}" for found in axe_violations(page)]
        if not no_horizontal_overflow(page):
            wrong.append(f"{address} is wider than the screen")
        expect(page.get_by_role("button", name="Exit this page")).to_be_visible()
    assert wrong == []


def test_every_answer_can_be_hit_with_a_thumb(open_page: Open) -> None:
    page = open_page(PHONE)
    page.goto("/wellbeing/check-in/")
    boxes = [label.bounding_box() for label in page.locator(".app-scale__label").all()]
    assert len(boxes) == sum(len(item.options) for item in BUILT_IN["pulse"].items)
    small = [box for box in boxes if box and min(box["width"], box["height"]) < SMALLEST_TARGET]
    assert small == []


def test_the_keyboard_alone_is_enough(open_page: Open, officer: User) -> None:
    page = open_page(DESK)
    page.goto("/wellbeing/check-in/")
    page.locator("#id_mood_0").focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Hand in").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert [dict(found.payload.answers) for found in open_answers(officer)] == [{"mood": 6}]


def test_it_works_without_script(open_page: Open, officer: User) -> None:
    page = open_page(PHONE, script=False)
    page.goto("/wellbeing/check-in/")
    choose(page, {"mood": "3"})
    page.get_by_role("button", name="Save and finish later").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved for later")
    page.goto("/wellbeing/")
    page.get_by_role("button", name="Go on with it").click()
    expect(page.locator("#id_mood_3")).to_be_checked()
    choose(page, {"load": "5"})
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert [dict(found.payload.answers) for found in open_answers(officer)] == [
        {"mood": 3, "load": 5}
    ]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_going_back_after_the_exit_shows_nothing(open_page: Open, *, script: bool) -> None:
    page = open_page(PHONE, script=script)
    left_for: set[str] = set()
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<h1>Rain</h1>"))
    page.on("request", lambda request: _note(request, left_for))
    page.goto("/wellbeing/settings/")
    page.goto("/wellbeing/check-in/")
    choose(page, LOW)
    page.get_by_role("button", name="Exit this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rain")
    assert left_for == {"https://www.bbc.co.uk/weather"}
    page.go_back()
    nothing_came_back(page, "Rain")
    expect(page.get_by_text("How have you felt")).to_have_count(0)


def _note(request: Request, seen: set[str]) -> None:
    if "bbc.co.uk" in request.url:
        assert "referer" not in request.headers
        seen.add(request.url)


def test_going_back_after_signing_out_shows_nothing(open_page: Open) -> None:
    page = open_page(PHONE)
    page.goto("/wellbeing/check-in/")
    choose(page, GOOD)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign out")
    page.go_back()
    # The browser refuses to show the answer to a form again without sending it again.
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()
    expect(page.get_by_text("Show my result")).to_have_count(0)
