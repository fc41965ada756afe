"""Asking to be contacted in a real browser: by phone and desk, by keyboard, without scripts."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from organisation.models import Node, NodeKind, Role
from tests.factories.organisation import TeamFactory, person_in, place_above
from tests.factories.wellbeing import ForceHelpFactory, ask_contact
from tests.support.browser import DESK, PHONE, axe_violations, no_horizontal_overflow
from tests.wellbeing.conftest import OpenFor
from wellbeing.models import ContactRequest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REACH = "07700 900 123, after 6pm"
STORES = "Object.keys(localStorage).length + Object.keys(sessionStorage).length"
BOTH = pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture
def team(transactional_db: None) -> Node:
    team: Node = TeamFactory()
    force = place_above(team, NodeKind.FORCE)
    ForceHelpFactory(force=force, overdue=True).trim_contacts.add(
        person_in(team, first_name="Tess", last_name="Riley")
    )
    return team


@pytest.fixture
def manager(team: Node) -> User:
    return person_in(team, Role.PEER_COORDINATOR, first_name="Mary", last_name="Above")


@pytest.fixture
def officer(team: Node, manager: User, coordinator: User) -> User:
    return person_in(team, first_name="Hannah", last_name="Okafor", line_manager=manager)


def fine(page: Page) -> None:
    """axe finds nothing, nothing is wider than the screen, the lines of help are there."""
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)


def fill_in(page: Page) -> None:
    page.get_by_label("Peer support", exact=True).check()
    page.get_by_label("How should they reach you?").fill(REACH)


@BOTH
def test_from_choosing_to_taking_it_back(open_for: OpenFor, officer: User, width: int) -> None:
    page = open_for(officer, width)
    page.goto("/wellbeing/contact/")
    fine(page)
    page.get_by_role("button", name="Check before you send").click()
    expect(page.get_by_role("link", name="Choose who you would like to hear from")).to_be_visible()
    fine(page)
    fill_in(page)
    page.get_by_role("button", name="Check before you send").click()
    main = page.get_by_role("main")
    expect(main.get_by_text("Not shared")).to_be_visible()
    expect(main).to_contain_text("Mary Above also answers here, but is in your line")
    fine(page)
    assert ContactRequest.objects.count() == 0
    page.get_by_role("button", name="Send this request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is sent")
    fine(page)
    page.reload()
    assert ContactRequest.objects.count() == 1
    page.get_by_role("link", name="See or withdraw your request").click()
    expect(page.get_by_text(REACH)).to_be_visible()
    fine(page)
    page.get_by_role("button", name="Withdraw and erase").click()
    expect(page.get_by_text("What you shared has been erased.").first).to_be_visible()
    fine(page)
    assert page.get_by_text(REACH).count() == 0
    assert page.evaluate(STORES) == 0


@BOTH
def test_whoever_was_chosen_reads_it_and_marks_it_as_done(
    open_for: OpenFor, officer: User, coordinator: User, width: int
) -> None:
    ask_contact(officer, coordinator)
    page = open_for(coordinator, width)
    page.goto("/wellbeing/contact-requests/")
    expect(page.get_by_text("Hannah Okafor")).to_be_visible()
    fine(page)
    page.get_by_role("button", name="mark as done").click()
    expect(page.get_by_role("heading", name="Marked as done")).to_be_visible()
    fine(page)


def test_it_works_without_javascript(open_for: OpenFor, officer: User) -> None:
    page = open_for(officer, PHONE, script=False)
    page.goto("/wellbeing/contact/")
    fill_in(page)
    page.get_by_role("button", name="Check before you send").click()
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("How should they reach you?")).to_have_value(REACH)
    page.get_by_role("button", name="Check before you send").click()
    page.get_by_role("button", name="Send this request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is sent")
    assert ContactRequest.objects.count() == 1


def test_it_works_with_the_keyboard_alone(open_for: OpenFor, officer: User) -> None:
    page = open_for(officer, DESK)
    page.goto("/wellbeing/contact/")
    page.get_by_label("Peer support", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(REACH)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Send this request").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is sent")


def test_the_lines_of_help_dial_and_stand_without_style_or_script(
    open_for: OpenFor, officer: User
) -> None:
    page = open_for(officer, PHONE, script=False)
    page.route("**/*.css", lambda route: route.abort())
    page.goto("/wellbeing/contact/")
    main = page.get_by_role("main")
    for words, target in (
        ("999", "tel:999"),
        ("0300 131 2789", "tel:03001312789"),
        ("116 123", "tel:116123"),
        ("85258", "sms:85258"),
    ):
        link = main.get_by_role("link", name=words, exact=True)
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", target)
    expect(main).to_contain_text("last checked on 2 January 2020")
