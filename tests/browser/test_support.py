"""The browser tests' own footing: a seeded site that each test finds as the first one did."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Page as WagtailPage

from tests.support.browser import no_horizontal_overflow

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("_round", [1, 2])
def test_every_browser_test_finds_the_page_tree(
    page: Page, live_site: LiveServer, _round: int
) -> None:
    assert not WagtailPage.objects.filter(title="Changed by a test").exists()
    assert WagtailPage.objects.filter(depth=1).update(title="Changed by a test") == 1
    answer = page.goto("/accounts/login/")
    assert answer is not None
    assert answer.status == 200
    assert no_horizontal_overflow(page)
