"""Safety in a real browser: phone and desk, axe, without script, and Back after the exit."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Error, Page, expect
from pytest_django import Settings

from accounts.models import User
from peer_support.models import BreakGlass, Concern
from peer_support.services.break_glass import tell_after
from tests.peer_support.safety.conftest import WRITTEN, MakeSafety, Safety
from tests.peer_support.safety.steps import HOME, concern_at, opening_at, raise_at
from tests.support.browser import (
    DESK,
    PHONE,
    axe_violations,
    no_horizontal_overflow,
    nothing_came_back,
    source_of,
)
from tests.wellbeing.conftest import OpenFor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOTH = pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def pair_of_today(transactional_db: None, make_safety: MakeSafety) -> Safety:
    return make_safety(timezone.now() - timedelta(minutes=15))


def fine(page: Page) -> None:
    """axe finds nothing, nothing is wider than the screen, the lines of help are there."""
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    expect(page.get_by_role("link", name="0300 131 2789")).to_be_visible()
    expect(page.get_by_role("button", name="Exit this page")).to_be_visible()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def report(page: Page, safety: Safety) -> None:
    page.goto(f"/peer-support/talk/{safety.pairing.public_id}/")
    page.get_by_role("link", name="Report a concern").click()
    heading(page, "Report a concern")
    page.get_by_label("What are you worried about?").fill("They may come to harm")
    page.get_by_label(WRITTEN[2]).check()
    page.get_by_role("button", name="Send to the safeguarding lead").click()
    heading(page, "Your concern has been sent")


@BOTH
def test_every_page_from_the_concern_to_the_end_of_the_hour(
    open_for: OpenFor, pair_of_today: Safety, width: int
) -> None:
    safety = pair_of_today
    page = open_for(safety.requester, width)
    page.goto(raise_at(safety.pairing))
    fine(page)
    page.get_by_role("button", name="Send to the safeguarding lead").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fine(page)
    report(page, safety)
    fine(page)
    lead = open_for(safety.lead, width)
    lead.goto(HOME)
    fine(lead)
    lead.goto(concern_at(Concern.objects.get()))
    fine(lead)
    lead.get_by_role("link", name="Ask to read the conversation").click()
    heading(lead, "Ask to read a conversation")
    fine(lead)
    lead.get_by_role("button", name="Ask a second safeguarding lead").click()
    expect(lead.get_by_role("heading", name="There is a problem")).to_be_visible()
    fine(lead)
    lead.get_by_label("Why does the conversation have to be read?").fill("To find help")
    lead.get_by_role("button", name="Ask a second safeguarding lead").click()
    heading(lead, "Reading a conversation")
    fine(lead)
    opening = BreakGlass.objects.get()
    second = open_for(safety.second, width)
    second.goto(opening_at(opening))
    second.get_by_role("button", name="Decide").click()
    expect(second.get_by_role("button", name="Send my decision")).to_be_visible()
    fine(second)
    second.get_by_label("Yes, for 60 minutes").check()
    second.get_by_role("button", name="Send my decision").click()
    expect(second.get_by_text("Open for reading")).to_be_visible()
    lead.goto(opening_at(opening))
    fine(lead)
    lead.get_by_role("button", name="Read the conversation").click()
    expect(lead.get_by_text(WRITTEN[1])).to_be_visible()
    fine(lead)
    lead.get_by_role("button", name="Show their names").click()
    heading(lead, "Who the two are")
    fine(lead)
    lead.goto(HOME)
    fine(lead)
    tell_after(now=timezone.now() + timedelta(minutes=61))
    page.goto(f"/peer-support/talk/{safety.pairing.public_id}/")
    expect(page.get_by_text("was allowed to read this conversation")).to_be_visible()
    fine(page)


def test_reporting_and_reading_work_without_script(
    open_for: OpenFor, pair_of_today: Safety
) -> None:
    report(open_for(pair_of_today.supporter, PHONE, script=False), pair_of_today)
    lead = open_for(pair_of_today.lead, PHONE, script=False)
    lead.goto(concern_at(Concern.objects.get()))
    expect(lead.get_by_text(WRITTEN[2])).to_be_visible()
    lead.get_by_role("button", name="Close the concern").click()
    expect(lead.get_by_text("The concern is closed.")).to_be_visible()


def leave_and_go_back(page: Page, secrets: tuple[str, ...]) -> None:
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Exit this page").click()
    heading(page, "Cookies")
    try:
        page.go_back()
    except Error as error:
        # The browser refuses to show the answer to a form again.
        if "ERR_CACHE_MISS" not in str(error):
            raise
        return
    nothing_came_back(page)
    after = source_of(page)
    assert [words for words in (title, *secrets) if words in after] == []


@SCRIPT
def test_after_the_exit_back_shows_nothing(
    open_for: OpenFor, pair_of_today: Safety, settings: Settings, *, script: bool
) -> None:
    settings.EXIT_URL = "/cookies/"
    opening = pair_of_today.opened(now=timezone.now())
    visits: tuple[tuple[User, str], ...] = (
        (pair_of_today.requester, raise_at(pair_of_today.pairing)),
        (pair_of_today.lead, HOME),
        (pair_of_today.lead, concern_at(opening.concern)),
        (pair_of_today.lead, opening_at(opening)),
        (pair_of_today.lead, opening_at(opening, "read/")),
    )
    for person, address in visits:
        page = open_for(person, PHONE, script=script)
        page.goto("/home/")  # what Back leads to when the page gave up its place
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200
        leave_and_go_back(page, WRITTEN)
