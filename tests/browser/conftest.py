"""Browsers that some people have: one without JavaScript, and one that keeps pages for Back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.leaving import Open
from tests.browser.reader import Reader, axe_of_what_was_sent
from tests.support.browser import (
    DESK,
    HEIGHTS,
    PATIENCE,
    PHONE,
    SWITCHES,
    find_chromium,
    refuse_cookies,
)
from tests.support.neutral_site import NeutralSite


@pytest.fixture
def scriptless_page(browser: Browser, live_site: LiveServer) -> Iterator[Page]:
    """A phone's browser with JavaScript switched off."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": HEIGHTS[PHONE]},
        base_url=live_site.url,
        locale="en-GB",
        java_script_enabled=False,
    )
    refuse_cookies(context, live_site.url)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def scriptless_reader(scriptless_page: Page, browser: Browser) -> Iterator[Reader]:
    """Somebody without JavaScript, whose pages axe tries all the same."""
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    yield Reader(scriptless_page, axe_of_what_was_sent(context.new_page()))
    context.close()


@pytest.fixture(params=["phone_reader", "scriptless_reader"], ids=["script", "no-script"])
def reader(request: pytest.FixtureRequest, live_site: LiveServer) -> Reader:
    """Somebody at a phone with JavaScript, then the same test without.

    live_site: asked for by name, or the database would count as one to roll back after the test.
    """
    found: Reader = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def phone_reader(phone_page: Page) -> Reader:
    """Somebody at a phone."""
    return Reader(phone_page)


@pytest.fixture(scope="module")
def remembering(browser: Browser) -> Iterator[Browser]:
    """A Chromium that keeps pages for Back."""
    chromium = browser.browser_type.launch(
        executable_path=find_chromium(),
        args=[*SWITCHES, "--enable-features=BackForwardCache"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield chromium
    chromium.close()


@pytest.fixture
def open_remembering(
    remembering: Browser, live_site: LiveServer, neutral_site: NeutralSite
) -> Iterator[Open]:
    """A function that opens a page in that browser, with script or without."""
    contexts: list[BrowserContext] = []

    def open_at(width: int = DESK, *, script: bool = True) -> Page:
        context = remembering.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            base_url=live_site.url,
            locale="en-GB",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        refuse_cookies(context, live_site.url)
        return context.new_page()

    yield open_at
    for context in contexts:
        context.close()
