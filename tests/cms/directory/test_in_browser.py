"""The directory and the pages about the site on a phone, at a desk, on paper and without script."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from cms.services.links import check_links_inside, gather_links
from organisation.models import Role
from tests.cms.conftest import holder_of
from tests.factories.cms import GuidancePageFactory
from tests.factories.organisation import ForceFactory
from tests.factories.support_services import SupportServiceFactory
from tests.support.browser import DESK, HEIGHTS, PHONE, axe_violations, no_horizontal_overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/support/", "/accessibility/", "/privacy/", "/house-rules/", "/who-sees-what/")


def open_at(browser: Browser, live_server: LiveServer, width: int, *, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        base_url=live_server.url,
        locale="en-GB",
        java_script_enabled=script,
    )
    context.set_default_timeout(30_000)
    return context.new_page()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer
) -> Iterator[Page]:
    """A page of a stranger, at each width."""
    opened = open_at(browser, live_server, request.param)
    yield opened
    opened.context.close()


def test_each_page_fits_and_can_be_used_by_everyone(page: Page) -> None:
    SupportServiceFactory(name="Old helpline", unverified=True, expires_on=timezone.localdate())
    for address in PAGES:
        page.goto(address)
        assert axe_violations(page) == [], address
        assert no_horizontal_overflow(page), address


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_somebody_finds_a_service_near_them(
    browser: Browser, live_server: LiveServer, script: bool
) -> None:
    force = ForceFactory(name="Invented Police")
    SupportServiceFactory(name="Near centre", kind="sarc", audience="victim", areas=[force])
    SupportServiceFactory(name="Far centre", kind="sarc", audience="victim", areas=[ForceFactory()])
    page = open_at(browser, live_server, PHONE, script=script)
    page.goto("/support/")
    page.get_by_label("People who have been harmed").check()
    page.get_by_label("Force area").select_option("Invented Police")
    page.get_by_label("Kind of service").select_option("Sexual assault referral centres (SARCs)")
    page.get_by_role("button", name="Apply filters").click()
    names = page.locator("main article h3")
    expect(names.first).to_contain_text("Near centre")
    expect(page.get_by_role("heading", name="Far centre")).to_have_count(0)
    dial = page.locator("article").first.get_by_role("link", name="01632 960 001")
    expect(dial).to_have_attribute("href", "tel:01632960001")
    page.get_by_role("link", name="Clear filters").click()
    expect(page.get_by_role("heading", name="Far centre")).to_have_count(1)
    page.context.close()


@pytest.mark.parametrize(
    ("filters", "heading"),
    [("audience=victim&kind=sarc", "Near centre"), ("kind=rape_crisis&language=bfi", "No service")],
    ids=["filtered", "empty"],
)
def test_a_narrowed_list_fits_and_can_be_used_by_everyone(
    page: Page, filters: str, heading: str
) -> None:
    SupportServiceFactory(name="Near centre", kind="sarc", audience="victim")
    page.goto(f"/support/?{filters}")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)


def test_numbers_and_addresses_are_printed_and_what_leads_on_is_not(
    browser: Browser, live_server: LiveServer
) -> None:
    page = open_at(browser, live_server, DESK)
    page.emulate_media(media="print")
    page.goto("/support/")
    strip = page.get_by_role("list", name="Urgent help")
    for number in ("999", "101"):
        expect(strip.get_by_role("link", name=number, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Get support now")).to_be_hidden()
    expect(page.get_by_role("button", name="Apply filters")).to_be_hidden()
    expect(page.get_by_text("www.samaritans.org", exact=True)).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(
    "address",
    [
        "/broken-links/",
        "/snippets/cms/supportservice/",
        "/snippets/cms/supportservice/add/",
        "/snippets/cms/supportservice/edit/{}/",
        "/snippets/cms/supportservice/history/{}/",
    ],
)
def test_the_pages_of_editors_have_no_violation(
    browser: Browser, live_server: LiveServer, settings: Settings, address: str
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    editor = holder_of(Role.EDITOR)
    service = SupportServiceFactory(owner=editor, expires_on=timezone.localdate())
    GuidancePageFactory(
        content_owner=editor,
        body=[{"type": "text", "value": '<p><a href="/guidance/gone/">a</a></p>'}],
    )
    gather_links()
    check_links_inside(now=timezone.now())
    client = Client()
    client.force_login(get_user_model().objects.get(pk=editor.pk))
    page = open_at(browser, live_server, DESK)
    page.context.add_cookies(
        [
            {"name": name, "value": morsel.value, "url": live_server.url}
            for name, morsel in client.cookies.items()
        ]
    )
    page.goto(f"/cms{address.format(service.pk)}")
    expect(page.get_by_role("main")).to_be_visible()
    assert axe_violations(page) == []
    page.context.close()
