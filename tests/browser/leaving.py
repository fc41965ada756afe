"""Leaving at once and pressing Back, in a browser that keeps pages as people's browsers do."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.support.browser import PATIENCE, source_of

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
RAIN = "Rain later"
Open = Callable[..., Page]


def press_back(page: Page) -> tuple[str, str]:
    """As the button does; return the address that stood in the history, and how it was reached.

    A page out of the cache brings no event that Playwright waits for; the browser's own does.
    """
    reached: list[str] = []
    session = page.context.new_cdp_session(page)
    session.on("Page.frameNavigated", lambda event: reached.append(event["type"]))
    session.send("Page.enable")
    history = session.send("Page.getNavigationHistory")
    before = history["entries"][history["currentIndex"] - 1]
    session.send("Page.navigateToHistoryEntry", {"entryId": before["id"]})
    end = time.monotonic() + PATIENCE / 1000
    while not reached:
        assert time.monotonic() < end, f"Back never reached {before['url']}"
        page.wait_for_timeout(20)
    session.detach()
    return str(before["url"]), reached[0]


def stop_the_clock(page: Page) -> None:
    """Keep the presses of a key from being forgotten, however slow the machine is between them.

    page: opened after its clock was installed.
    """
    page.clock.pause_at(timezone.now() + timedelta(hours=1))


def expect_the_weather(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(RAIN)


def press_back_and_find_nothing(page: Page, *, script: bool) -> None:
    """Back leads away again, or without script to an empty page with one word to press."""
    address, _way = press_back(page)
    if address == "about:blank":
        expect(page.locator("body")).to_be_empty()
    elif script:
        expect_the_weather(page)
    else:
        expect(page.get_by_role("link")).to_have_text("Continue")
        expect(page.get_by_role("heading")).to_have_count(0)
    assert "Lodestar" not in source_of(page)
