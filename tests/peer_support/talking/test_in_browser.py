"""The conversation in a real browser, as both sides, at a phone's width and at a desk's."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from peer_support.models import Message, Pairing, Session
from tests.peer_support.talking.couples import Couple, make_couple
from tests.support.browser import (
    DESK,
    PHONE,
    axe_violations,
    no_horizontal_overflow,
    nothing_came_back,
    source_of,
)
from tests.wellbeing.conftest import OpenFor, give_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST, SECOND = "Nights are the worst part of it", "Tell me about the nights"
LONG = "https://evil.example/" + "x" * 300


@pytest.fixture
def couple(transactional_db: None) -> Couple:
    return make_couple()


@pytest.fixture(autouse=True)
def _exit_leads_here(settings: Settings) -> None:
    # A request that the test answered itself would switch the browser's cache off.
    settings.EXIT_URL = "/cookies/"


def write(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log").get_by_text(text)).to_be_visible()


def test_what_one_writes_arrives_at_the_other_by_itself(open_for: OpenFor, couple: Couple) -> None:
    mine, theirs = open_for(couple.requester, PHONE), open_for(couple.supporter, DESK)
    for page in (mine, theirs):
        page.clock.install()
        page.goto(couple.address)
    expect(theirs.get_by_text("Nothing has been written yet.")).to_be_visible()
    theirs.get_by_label("Your message").fill("half a sent")
    write(mine, FIRST)
    theirs.clock.run_for(10_500)
    expect(theirs.get_by_role("log").get_by_text(FIRST)).to_be_visible()
    expect(theirs.get_by_text("Nothing has been written yet.")).to_have_count(0)
    # What somebody is typing stays.
    expect(theirs.get_by_label("Your message")).to_have_value("half a sent")
    couple.end(couple.requester)
    theirs.clock.run_for(10_500)
    expect(theirs.get_by_text("This conversation has ended.")).to_be_visible()
    theirs.get_by_role("button", name="Send").click()
    expect(theirs.get_by_text("so your message was not sent").first).to_be_visible()
    expect(theirs.get_by_label("Your message")).to_have_value("half a sent")
    assert axe_violations(theirs) == []


def test_an_open_page_shows_nothing_more_once_the_session_is_over(
    open_for: OpenFor, couple: Couple
) -> None:
    couple.say(couple.requester, FIRST)
    page = open_for(couple.supporter, PHONE)
    page.clock.install()
    page.goto(couple.address)
    expect(page.get_by_text(FIRST)).to_be_visible()
    page.context.clear_cookies()
    page.clock.run_for(10_500)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_text(FIRST)).to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_page_of_both_sides_fits_and_is_accessible(
    open_for: OpenFor, couple: Couple, width: int
) -> None:
    couple.say(couple.requester, f"{FIRST} https://www.nhs.uk/ {LONG}")
    couple.say(couple.supporter, SECOND)
    Pairing.objects.update(reviews_done=1)
    requester, supporter = (
        open_for(person, width) for person in (couple.requester, couple.supporter)
    )
    wrong = look_at(requester, couple, "", "end/", "delete/1/")
    wrong += look_at(supporter, couple, "", "end/", "session/", "delete/2/")
    couple.end(couple.supporter)
    wrong += look_at(requester, couple, "", "end/", "feedback/", "again/")
    wrong += look_at(supporter, couple, "", "end/", "session/", "again/")
    assert wrong == []


def look_at(page: Page, couple: Couple, *tails: str) -> list[str]:
    """Return what is wrong with the pages: axe, width, the exit and the lines that help."""
    wrong: list[str] = []
    for tail in tails:
        answer = page.goto(f"{couple.address}{tail}")
        assert (tail, answer.status if answer else 0) == (tail, 200)
        wrong += [f"{tail}: {found}" for found in axe_violations(page)]
        if not no_horizontal_overflow(page):
            wrong.append(f"{tail} is wider than the screen")
        expect(page.get_by_role("button", name="Exit this page")).to_be_visible()
        expect(page.get_by_text("This is not watched in real time")).to_be_visible()
        expect(page.get_by_role("main").get_by_role("link", name="116 123")).to_be_visible()
    return wrong


def test_both_sides_can_do_everything_without_script(open_for: OpenFor, couple: Couple) -> None:
    mine = open_for(couple.requester, PHONE, script=False)
    theirs = open_for(couple.supporter, PHONE, script=False)
    for page in (mine, theirs):
        page.goto(couple.address)
    write(mine, FIRST)
    theirs.get_by_role("link", name="Look for new messages").click()
    expect(theirs.get_by_text(FIRST)).to_be_visible()
    write(theirs, SECOND)
    mine.get_by_role("link", name="Delete your message of").click()
    mine.get_by_role("button", name="Delete this message").click()
    expect(mine.get_by_text("Deleted by its writer")).to_be_visible()
    note_a_meeting(theirs, couple.pairing)
    mine.get_by_role("link", name="End the conversation").click()
    mine.get_by_role("button", name="End the conversation").click()
    mine.get_by_role("link", name="Answer three questions").click()
    mine.get_by_role("group", name="Were you listened to?").get_by_label("Yes, mostly").check()
    mine.get_by_role("button", name="Send my answers").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Thank you")
    theirs.goto(couple.address)
    expect(theirs.get_by_text("This conversation ended on")).to_be_visible()


def note_a_meeting(page: Page, pairing: Pairing) -> None:
    page.get_by_role("link", name="Note a meeting").click()
    # The day in London, which in summer begins an hour before that of UTC.
    day = timezone.localdate(pairing.started_at)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(value))
    page.get_by_label("15 to 30 minutes").check()
    page.get_by_label("Remotely").check()
    page.get_by_label("About what?").select_option("Sleep and tiredness")
    page.get_by_role("button", name="Note this meeting").click()
    expect(page.get_by_role("cell", name="Sleep and tiredness")).to_be_visible()
    assert Session.objects.count() == 1


def test_the_keyboard_alone_is_enough(open_for: OpenFor, couple: Couple) -> None:
    page = open_for(couple.requester, DESK)
    page.goto(couple.address)
    page.get_by_label("Your message").focus()
    page.keyboard.type(FIRST)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text(FIRST)).to_be_visible()
    page.get_by_role("link", name="End the conversation").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="End the conversation").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The conversation has ended")
    assert Message.objects.count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("side", ["requester", "supporter"])
def test_after_the_exit_back_shows_nothing(
    open_for: OpenFor, live_server: LiveServer, couple: Couple, side: str, *, script: bool
) -> None:
    person: User = getattr(couple, side)
    couple.say(couple.requester, FIRST)
    couple.say(couple.supporter, SECOND)
    own = {"requester": "delete/1/", "supporter": "delete/2/"}[side]
    page = open_for(person, PHONE, script=script)
    for tail in ("", "end/", own):
        give_session(page.context, person, live_server)
        page.goto("/wellbeing/?before")  # what Back leads to when the page gave up its place
        page.goto(f"{couple.address}{tail}")
        title = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("button", name="Exit this page").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Cookies")
        page.go_back()
        nothing_came_back(page)
        after = source_of(page)
        assert [words for words in (title, FIRST, SECOND) if words in after] == []
