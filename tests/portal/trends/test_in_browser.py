"""Trend pages in a real browser: on a phone, at a desk, by keyboard, on paper, without script."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from organisation.models import Node, NodeKind, Role
from tests.factories.disclosure import cell, close_month, month
from tests.factories.organisation import TeamFactory, UnitFactory, person_in, place_above
from tests.frontend.test_in_browser import page_of
from tests.support.browser import DESK, PHONE, axe_violations, no_horizontal_overflow
from wellbeing.models import TrendNote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROWEST = 320
MEANS = (59, 61, 58, 62, 60, 57, 61, 63, 60, 58, 61, 60, 62, None, 20, 55, 54, 56, 53, 55, 52, 54)
LOWEST = 20


def sign_in(page: Page, site: LiveServer, person: User) -> None:
    """Give the page's browser a session of the person."""
    client = Client()
    client.force_login(person)
    page.context.add_cookies(
        [
            {"name": name, "value": morsel.value, "url": site.url}
            for name, morsel in client.cookies.items()
        ]
    )


@pytest.fixture
def unit() -> Node:
    """A unit with two teams, of which one has no figures, and two years of months."""
    unit = UnitFactory(name="Public protection north")
    team = TeamFactory(name="Team with figures", parent=unit)
    TeamFactory(name="Small team", parent=unit)
    force = place_above(unit, NodeKind.FORCE)
    for number, mean in enumerate(MEANS):
        cells = [cell(unit, 60, people=40, response="60_80"), cell(force, 58, people=120)]
        if mean is not None:
            cells.append(cell(team, mean, end="low" if mean == LOWEST else ""))
        bands = {"none": 55, "mild": 30, "moderate": 10, "severe": 10}
        cells.append(cell(force, 30, measure="phq4.total", people=120, bands=bands))
        cells.append(cell(force, 57, people=35, role="investigator"))
        close_month(month(number), *cells)
    TrendNote.objects.create(
        place=team,
        period=month(9),
        kind=TrendNote.Kind.ANNOTATION,
        text="New shift pattern",
        created_at=timezone.now(),
    )
    TrendNote.objects.create(
        place=unit,
        period=month(16),
        kind=TrendNote.Kind.HEARD_AND_DID,
        heard="Too many late finishes.",
        did="Two more people on late shifts from May.",
        created_at=timezone.now(),
    )
    return Node.objects.get(pk=unit.pk)  # with the children that it has by now


@pytest.fixture
def manager(unit: Node) -> User:
    return person_in(unit, Role.MANAGER)


def addresses(unit: Node) -> list[str]:
    team, small = unit.get_children()
    force = place_above(unit, NodeKind.FORCE)
    note = TrendNote.objects.get(place=team)
    return [
        reverse("portal:trends"),
        reverse("portal:trends_guide"),
        reverse("portal:how_we_know"),
        reverse("portal:trend", args=[team.slug]),
        reverse("portal:trend", args=[small.slug]),
        reverse("portal:trend", args=[force.slug]),
        reverse("portal:trend", args=[force.slug]) + "?measure=phq4.total",
        reverse("portal:add_annotation", args=[team.slug]),
        reverse("portal:add_heard_and_did", args=[team.slug]),
        reverse("portal:withdraw_trend_note", args=[team.slug, note.public_id]),
    ]


def test_every_trend_page_fits_is_accessible_and_complains_of_nothing(
    browser: Browser, live_server: LiveServer, unit: Node, manager: User
) -> None:
    with page_of(browser) as (page, complaints):
        sign_in(page, live_server, manager)
        for address in addresses(unit):
            for width in (PHONE, DESK, NARROWEST):
                page.set_viewport_size({"width": width, "height": 850})
                answer = page.goto(live_server.url + address)
                assert answer is not None
                where = f"{address} at {width}"
                seen = (answer.status, axe_violations(page), no_horizontal_overflow(page))
                assert (where, *seen) == (where, 200, [], True)
                assert page.locator("h1").count() == 1
        assert complaints == []


def test_a_manager_finds_a_small_teams_figures_in_its_unit_without_script(
    browser: Browser, live_server: LiveServer, unit: Node, manager: User
) -> None:
    with page_of(browser, PHONE, script=False) as (page, _complaints):
        sign_in(page, live_server, manager)
        page.goto(live_server.url + reverse("portal:trends"))
        page.get_by_role("link", name="Small team").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("No figures to show")
        page.get_by_role("link", name="Public protection north").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "No clear change since November 2024"
        )
        page.get_by_label("Figure").select_option("phq4.total")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**?measure=phq4.total")
        expect(page.get_by_role("heading", level=1)).to_have_text("No figures to show")
        page.goto(live_server.url + reverse("portal:add_heard_and_did", args=[unit.slug]))
        page.get_by_label("What we heard").fill("Too few cars")
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_role("alert")).to_contain_text("Enter what you did")
        expect(page.get_by_label("What we heard")).to_have_value("Too few cars")
        page.get_by_label("What we did").fill("Two more from May")
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_text("Two more from May")).to_be_visible()


def test_the_figure_is_chosen_and_shown_by_keyboard(
    browser: Browser, live_server: LiveServer, unit: Node, manager: User
) -> None:
    force = place_above(unit, NodeKind.FORCE)
    with page_of(browser, DESK) as (page, _complaints):
        sign_in(page, live_server, manager)
        page.goto(live_server.url + reverse("portal:trend", args=[force.slug]))
        page.get_by_label("Figure").focus()
        page.keyboard.type("PHQ-4: T")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Show")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**?measure=phq4.total")
        expect(page.get_by_role("cell", name="10% or less").first).to_be_visible()


def test_on_paper_chart_table_and_notes_are_all_there_and_buttons_are_not(
    browser: Browser, live_server: LiveServer, unit: Node, manager: User
) -> None:
    team = unit.get_children()[0]
    with page_of(browser, DESK) as (page, _complaints):
        sign_in(page, live_server, manager)
        page.goto(live_server.url + reverse("portal:trend", args=[team.slug]))
        page.emulate_media(media="print")
        for part in (".app-chart__picture", "table >> nth=0", "text=New shift pattern"):
            expect(page.locator(part)).to_be_visible()
        for part in ("button", ".app-navigation", "text=Download these numbers"):
            expect(page.locator(part).first).to_be_hidden()
        assert len(page.pdf()) > 0


def test_the_picture_has_a_name_and_its_numbers_stand_in_the_table(
    browser: Browser, live_server: LiveServer, unit: Node, manager: User
) -> None:
    team = unit.get_children()[0]
    with page_of(browser, PHONE) as (page, _complaints):
        sign_in(page, live_server, manager)
        page.goto(live_server.url + reverse("portal:trend", args=[team.slug]))
        title = page.get_by_role("heading", level=1).inner_text()
        expect(page.get_by_role("img", name=title)).to_be_visible()
        assert page.locator(".app-chart__dot").count() >= len(MEANS) - 1
        expect(page.get_by_role("cell", name="20 or lower").first).to_be_visible()
