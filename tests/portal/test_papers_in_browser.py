"""The data-protection papers in a real browser, on a phone, at a desk and on paper."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.support.browser import (
    DESK,
    HEIGHTS,
    PATIENCE,
    PHONE,
    axe_violations,
    no_horizontal_overflow,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = ("papers", "paper_impact", "paper_processing", "paper_retention", "paper_threats")


def open_at(browser: Browser, live_server: LiveServer, width: int, *, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        base_url=live_server.url,
        locale="en-GB",
        java_script_enabled=script,
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_each_paper_fits_and_can_be_used_by_everyone(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    page = open_at(browser, live_server, width)
    for name in NAMES:
        page.goto(reverse(f"portal:{name}"))
        assert axe_violations(page) == [], name
        assert no_horizontal_overflow(page), name
    page.context.close()


def test_the_privacy_page_leads_to_every_paper_without_javascript(
    browser: Browser, live_server: LiveServer
) -> None:
    page = open_at(browser, live_server, PHONE, script=False)
    page.goto("/privacy/")
    page.get_by_role("link", name="Data-protection papers").click()
    for title in ("Impact assessment", "Record of processing", "Retention table", "Threat model"):
        page.get_by_role("main").get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(title.split()[-1])
        page.get_by_role("link", name="Data-protection papers").first.click()
    page.context.close()


def test_paper_shows_the_whole_width_of_a_table(browser: Browser, live_server: LiveServer) -> None:
    page = open_at(browser, live_server, DESK)
    page.emulate_media(media="print")
    page.goto(reverse("portal:paper_retention"))
    page.set_viewport_size({"width": 720, "height": 1000})
    cut = page.evaluate(
        "() => [...document.querySelectorAll('.app-table-scroll')]"
        ".filter((box) => box.scrollWidth > box.clientWidth).length"
    )
    assert cut == 0
    expect(page.get_by_role("link", name="Get support now")).to_be_hidden()
    page.context.close()
