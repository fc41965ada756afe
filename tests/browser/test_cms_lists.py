"""axe finds nothing in any list or form that the packages add to the CMS, at both widths."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from cms.models import ForcePanel, GuidancePage, PhaseBanner
from cms.services.feedback import take_feedback
from cms.services.usefulness import count_answer
from tests.browser.cms_screens import (
    Screen,
    first_row,
    keeper_of,
    own_viewsets,
    screens_of,
)
from tests.support.browser import (
    DESK,
    HEIGHTS,
    PHONE,
    SignIn,
    axe_violations,
    no_horizontal_overflow,
)

pytestmark = pytest.mark.browser


def hear_from_a_reader() -> None:
    """A message about a page that has an owner."""
    about = GuidancePage.objects.get(slug="the-first-hour")
    today = timezone.localdate()
    said = {"doing": "Reading", "problem": "The link led nowhere", "address": about.get_url()}
    take_feedback(**said, page=about, today=today - timedelta(days=1))


def find_a_page_useful() -> None:
    """As many answers as are shown."""
    about = GuidancePage.objects.get(slug="the-first-hour")
    for _answer in range(5):
        count_answer(page=about, is_useful=True, today=timezone.localdate())


def change_the_banner() -> None:
    """Two versions to compare, and to go back to."""
    banner = PhaseBanner.objects.get()
    banner.save_revision()
    banner.text = "Newer words about the trial."
    banner.save_revision()


def change_a_panel() -> None:
    """A draft that is newer than what stands on the page."""
    panel = ForcePanel.objects.get()
    panel.title = "Ring both supervisors first"
    panel.save_revision()


# What the demo has nothing of.
MADE: dict[str, Callable[[], None]] = {
    "cms.forcepanel": change_a_panel,
    "cms.phasebanner": change_the_banner,
    "cms.feedback": hear_from_a_reader,
    "cms.pageusefulness": find_a_page_useful,
}


def open_screen(page: Page, screen: Screen) -> None:
    """Go there and wait for all of it; what leads somewhere else instead is no such page."""
    answer = page.goto(screen.address)
    assert answer is not None
    assert (answer.status, page.url.endswith(screen.address)) == (200, True), screen
    page.wait_for_load_state("networkidle")


def wrong_at_both_widths(page: Page) -> list[str]:
    """What axe finds, and what is wider than the screen, first on a phone and then at a desk."""
    wrong = []
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        wrong += [f"{width}: {found}" for found in axe_violations(page)]
        if not no_horizontal_overflow(page):
            wrong.append(f"wider than {width} pixels")
    return wrong


def test_the_lists_of_every_package_are_found() -> None:
    packages = {name.partition(".")[0] for name in own_viewsets()}
    assert packages == {"cms", "learning", "peer_support", "wellbeing"}


@pytest.mark.parametrize("model", own_viewsets())
def test_every_page_of_a_list_is_fit_to_use(desk_page: Page, sign_in: SignIn, model: str) -> None:
    viewset = own_viewsets()[model]
    MADE.get(model, lambda: None)()
    keeper = keeper_of(viewset)
    row = first_row(viewset, keeper)
    assert row is not None, f"Nothing on the list of {model}: make a row in MADE."
    sign_in(desk_page, keeper.email)
    wrong = {}
    for screen in screens_of(viewset, keeper, row):
        open_screen(desk_page, screen)
        wrong[screen.name] = wrong_at_both_widths(desk_page)
    assert {name: found for name, found in wrong.items() if found} == {}
