"""Supporting in a real browser: phone and desk, by keyboard, without script, after the exit."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.utils import timezone
from playwright.sync_api import Error, Page, expect
from pytest_django import Settings

from accounts.models import User
from peer_support.models import Offer, Pairing, Supporter
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import ask_support, make_supporter, offer_to, pair
from tests.peer_support.supporting.steps import apply, taken_on, today_plus, train
from tests.support.browser import (
    DESK,
    PHONE,
    axe_violations,
    no_horizontal_overflow,
    nothing_came_back,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OpenFor = Callable[..., Page]
STORES = "Object.keys(localStorage).length + Object.keys(sessionStorage).length"
BOTH = pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
HOME = "/peer-support/supporting/"
LIST = "/peer-support/coordination/supporters/"
WHY = "Why would you like to listen to colleagues?"


@pytest.fixture
def offer(officer: User) -> Offer:
    now = timezone.now()
    requester = person_in(TeamFactory(), first_name="Quentin", last_name="Zouche")
    asked = ask_support(requester, topics=("sleep", "court"), urgency="urgent", now=now)
    return offer_to(make_supporter(officer), asked, now=now)


def fine(page: Page) -> None:
    """axe finds nothing, nothing is wider than the screen, the lines of help are there."""
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    expect(page.get_by_role("link", name="0300 131 2789")).to_be_visible()
    expect(page.get_by_role("button", name="Exit this page")).to_be_visible()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


@BOTH
def test_applying_from_the_first_page_to_taking_it_back(
    open_for: OpenFor, officer: User, width: int
) -> None:
    page = open_for(officer, width)
    page.goto(HOME)
    fine(page)
    page.get_by_role("button", name="Apply to be a supporter").click()
    expect(page.get_by_label(WHY)).to_be_visible()
    fine(page)
    page.get_by_role("button", name="Apply", exact=True).click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fine(page)
    page.get_by_role("link", name="without one nobody could ever be matched").click()
    expect(page.get_by_label("Monday morning")).to_be_focused()
    page.get_by_label(WHY).fill("I was helped once.")
    page.get_by_label("Remotely").check()
    page.get_by_label("Monday morning").check()
    page.get_by_role("button", name="Apply", exact=True).click()
    heading(page, "Supporting colleagues")
    expect(page.get_by_text("A panel decides")).to_be_visible()
    fine(page)
    page.get_by_role("link", name="Take your application back").click()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    fine(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("You are not a supporter now.")).to_be_visible()
    assert Supporter.objects.get().state == Supporter.State.LEFT


@BOTH
def test_from_an_offer_through_the_check_to_the_conversation(
    open_for: OpenFor, officer: User, offer: Offer, width: int
) -> None:
    page = open_for(officer, width)
    page.goto(HOME)
    fine(page)
    page.get_by_role("link", name="Sleep and tiredness").click()
    heading(page, "Somebody would like to talk")
    fine(page)
    expect(page.get_by_text("Zouche")).to_have_count(0)
    page.get_by_role("button", name="Check for a conflict").click()
    expect(page.get_by_text("Quentin Zouche")).to_be_visible()
    assert "Zouche" not in page.title()
    fine(page)
    page.get_by_role("button", name="Read the limits and accept").click()
    heading(page, "Before the first word")
    fine(page)
    page.get_by_role("button", name="Accept and begin to talk").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fine(page)
    page.get_by_label("I have read what stays between us").check()
    page.get_by_role("button", name="Accept and begin to talk").click()
    page.wait_for_url("**/peer-support/talk/*/")
    assert str(Pairing.objects.get().public_id) in page.url
    page.goto(HOME)
    expect(page.get_by_text("1 of 3")).to_be_visible()
    fine(page)
    assert page.evaluate(STORES) == 0


@BOTH
@pytest.mark.parametrize("words", ["Not now", "I know this person"])
def test_answering_no_is_one_press_and_says_thank_you(
    open_for: OpenFor, officer: User, offer: Offer, width: int, words: str
) -> None:
    page = open_for(officer, width)
    page.goto(f"{HOME}offer/{offer.public_id}/")
    page.get_by_role("button", name="Check for a conflict").click()
    heading(page, "Check for a conflict")
    page.get_by_role("button", name=words).click()
    heading(page, "Thank you for saying so")
    fine(page)
    page.goto(f"{HOME}offer/{offer.public_id}/")
    heading(page, "Nothing more to do")
    fine(page)


@BOTH
def test_profile_pause_and_leaving(
    open_for: OpenFor, officer: User, coordinator: User, width: int
) -> None:
    supporter = taken_on(coordinator, officer)
    pair(supporter=supporter, now=timezone.now())
    page = open_for(officer, width)
    page.goto(f"{HOME}profile/")
    fine(page)
    page.get_by_role("group", name="How many people would you support").get_by_label("5").check()
    page.get_by_role("button", name="Save your profile").click()
    expect(page.get_by_text("1 of 5")).to_be_visible()
    page.get_by_role("link", name="Pause for a while").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    fine(page)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("You are taking a pause. Nobody is told why.").last).to_be_visible()
    fine(page)
    page.get_by_role("button", name="Come back").click()
    heading(page, "Come back from your pause")
    fine(page)
    page.get_by_role("button", name="Come back").click()
    page.get_by_role("link", name="Stop being a supporter").click()
    expect(page.get_by_text("You talk with 1 person now.")).to_be_visible()
    fine(page)
    page.get_by_role("button", name="Stop being a supporter").click()
    expect(page.get_by_text("Thank you for every hour that you listened.")).to_be_visible()
    fine(page)


@BOTH
def test_the_coordinator_records_decides_and_ends(
    open_for: OpenFor, officer: User, coordinator: User, width: int
) -> None:
    supporter = apply(officer, wished_topics=("sleep",))
    page = open_for(coordinator, width)
    page.goto(LIST)
    fine(page)
    page.get_by_role("link", name="Hannah Okafor").click()
    expect(page.get_by_role("button", name="Record training or supervision")).to_be_visible()
    fine(page)
    page.get_by_role("button", name="Record training or supervision").click()
    page.get_by_role("button", name="Keep this record").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fine(page)
    page.get_by_label("Training", exact=True).check()
    for name, offset in (("held_on", -3), ("due_again_on", 360)):
        on = today_plus(offset)
        for part, number in (("day", on.day), ("month", on.month), ("year", on.year)):
            page.locator(f"[name={name}_{part}]").fill(str(number))
    page.get_by_label("Sleep and tiredness").check()
    page.get_by_label("Where is the proof kept?").fill("Register, line 4")
    page.get_by_role("button", name="Keep this record").click()
    expect(page.get_by_text("Register, line 4")).to_be_visible()
    page.get_by_role("button", name="Write down the panel’s decision").click()
    expect(page.get_by_label("Who decided?")).to_be_visible()
    fine(page)
    page.get_by_label("Taken on", exact=True).check()
    page.get_by_label("Who decided?").fill("Three of us")
    page.get_by_label("Why?").fill("Listens well.")
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text("Listens well.")).to_be_visible()
    fine(page)
    page.get_by_role("link", name="End this person’s part as a supporter").click()
    expect(page.get_by_role("button", name="End their part")).to_be_visible()
    fine(page)
    page.get_by_label("Who decided?").fill("Three of us")
    page.get_by_label("Why?").fill("Has no time any more.")
    page.get_by_role("button", name="End their part").click()
    expect(page.get_by_text("The person is no longer a supporter.")).to_be_visible()
    supporter.refresh_from_db()
    assert supporter.state == Supporter.State.DESELECTED


def test_it_works_without_javascript(open_for: OpenFor, officer: User, offer: Offer) -> None:
    page = open_for(officer, PHONE, script=False)
    page.goto(HOME)
    page.get_by_role("link", name="Sleep and tiredness").click()
    page.get_by_role("button", name="Check for a conflict").click()
    heading(page, "Check for a conflict")
    page.get_by_role("button", name="Read the limits and accept").click()
    page.get_by_label("I have read what stays between us").check()
    page.get_by_role("button", name="Accept and begin to talk").click()
    page.wait_for_url("**/peer-support/talk/**")
    assert Pairing.objects.count() == 1


def test_it_works_with_the_keyboard_alone(open_for: OpenFor, officer: User, offer: Offer) -> None:
    page = open_for(officer, DESK)
    page.goto(f"{HOME}offer/{offer.public_id}/")
    for name, words in (
        ("Check for a conflict", "Check for a conflict"),
        ("Read the limits and accept", "Before the first word"),
    ):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        # The second button stands on both pages.
        heading(page, words)
    page.get_by_label("I have read what stays between us").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/peer-support/talk/**")


@SCRIPT
def test_after_the_exit_back_shows_nothing(
    open_for: OpenFor, officer: User, offer: Offer, settings: Settings, *, script: bool
) -> None:
    settings.EXIT_URL = "/cookies/"
    page = open_for(officer, PHONE, script=script)
    page.goto(f"{HOME}offer/{offer.public_id}/")
    page.get_by_role("button", name="Check for a conflict").click()
    expect(page.get_by_text("Quentin Zouche")).to_be_visible()
    page.get_by_role("button", name="Exit this page").click()
    heading(page, "Cookies")
    with suppress(Error):  # some browsers will not send the form once more
        page.go_back()
        nothing_came_back(page)
    expect(page.get_by_text("Zouche")).to_have_count(0)


def test_after_the_exit_back_shows_no_page_of_the_coordinator(
    open_for: OpenFor, officer: User, coordinator: User, settings: Settings
) -> None:
    settings.EXIT_URL = "/cookies/"
    supporter = apply(officer)
    train(coordinator, supporter)
    page = open_for(coordinator, PHONE)
    page.goto(f"{LIST}?before")  # what Back leads to when the page gave up its place
    page.goto(f"{LIST}{supporter.public_id}/")
    heading(page, "Hannah Okafor")
    page.get_by_role("button", name="Exit this page").click()
    heading(page, "Cookies")
    page.go_back()
    nothing_came_back(page)
    expect(page.get_by_text("Hannah")).to_have_count(0)
