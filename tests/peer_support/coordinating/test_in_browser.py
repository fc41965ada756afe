"""The coordinator's pages in a real browser: phone, desk, axe, no script, Back after the exit."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Error, Page, expect
from pytest_django import Settings

from accounts.models import User
from organisation.models import Node
from peer_support.models import Offer, SupportRequest
from peer_support.refs import requester_ref_of
from peer_support.vocabulary import Topic
from tests.factories.organisation import person_in
from tests.factories.peer_support import ask_support, make_supporter
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
HOME = "/peer-support/coordination/"
PAGES = (HOME, f"{HOME}preview/", f"{HOME}forecast/", f"{HOME}statistics/")


@pytest.fixture
def busy(transactional_db: None, team: Node, coordinator: User) -> User:
    """A force with overdue dates, somebody who waits in vain, one who does not, and a past."""
    now = timezone.now()
    today = timezone.localdate(now)
    make_supporter(team=team, alias="Sam", topics=[Topic.SLEEP])
    make_supporter(
        team=team, topics=[Topic.COURT], training_due_on=today - timedelta(days=40), capacity=2
    )
    for topic in (Topic.ALCOHOL, Topic.SLEEP):
        asking = person_in(team) if topic == Topic.ALCOHOL else None
        request = ask_support(asking, topics=[topic], required_topics=[topic], now=now)
        SupportRequest.objects.filter(pk=request.pk).update(state="waiting", waiting_since=now)
    for days in range(7, 91, 5):
        person = person_in(team)
        SupportRequest.objects.create(
            requester_ref=requester_ref_of(person),
            requester=str(person.pk),
            state=SupportRequest.State.ENDED,
            topics=[Topic.SLEEP],
            limits_version=1,
            asked_at=now - timedelta(days=days),
        )
    return coordinator


@BOTH
def test_every_page_is_fine(open_for: OpenFor, busy: User, width: int) -> None:
    page = open_for(busy, width)
    for address in PAGES:
        page.goto(address)
        assert axe_violations(page) == [], address
        assert no_horizontal_overflow(page), address
        expect(page.get_by_role("button", name="Exit this page")).to_be_visible()
    page.goto(HOME)
    expect(page.get_by_text("No one is trained in Alcohol or other habits.")).to_be_visible()
    page.get_by_text("What stands in the way, counted").click()
    assert axe_violations(page) == []


@SCRIPT
def test_the_matching_is_run_by_its_button(open_for: OpenFor, busy: User, *, script: bool) -> None:
    page = open_for(busy, PHONE, script=script)
    page.goto(PAGES[1])
    expect(page.get_by_role("rowheader", name="Sam")).to_be_visible()
    page.get_by_role("button", name="Run the matching now").click()
    expect(page.get_by_text("The matching has run")).to_be_visible()
    assert Offer.objects.count() == 1


@SCRIPT
def test_after_the_exit_back_shows_nothing(
    open_for: OpenFor, busy: User, settings: Settings, *, script: bool
) -> None:
    settings.EXIT_URL = "/cookies/"
    for address in PAGES:
        page = open_for(busy, PHONE, script=script)
        page.goto("/home/")  # what Back leads to when the page gave up its place
        page.goto(address)
        title = page.get_by_role("heading", level=1).inner_text()
        leave(page)
        try:
            page.go_back()
        except Error as error:
            # The browser refuses to show the answer to a form again.
            if "ERR_CACHE_MISS" not in str(error):
                raise
            continue
        nothing_came_back(page)
        assert title not in source_of(page)


def leave(page: Page) -> None:
    page.get_by_role("button", name="Exit this page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cookies")
