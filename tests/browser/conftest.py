"""The browser that some people have: one without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.support.browser import HEIGHTS, PATIENCE, PHONE


@pytest.fixture
def scriptless_page(browser: Browser, live_site: LiveServer) -> Iterator[Page]:
    """A phone's browser with JavaScript switched off."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": HEIGHTS[PHONE]},
        base_url=live_site.url,
        locale="en-GB",
        java_script_enabled=False,
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
