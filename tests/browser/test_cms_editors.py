"""axe finds nothing in the editor of any type of page, on any of its tabs."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from wagtail.models import get_page_models

from cms.models import BasePage, LocalSectionPage
from tests.support.browser import (
    DESK,
    HEIGHTS,
    PHONE,
    SignIn,
    axe_violations,
    no_horizontal_overflow,
)

pytestmark = pytest.mark.browser

PAGES = (model for model in get_page_models() if issubclass(model, BasePage))
TYPES = sorted((model for model in PAGES if model is not BasePage), key=str)
# Wagtail's own, and no setting of ours: the list of blocks beside the form at a desk, and the words
# that come up where the mouse rests.
NOT_OURS = (".w-minimap", "[data-tippy-root]")


# The page of the demo that has every block.
EVERY_BLOCK = "how-guidance-is-written"


def written(model: type[BasePage]) -> BasePage | None:
    """A page of this type, the fullest that there is."""
    pages = model.objects.order_by("path")
    found: BasePage | None = pages.filter(slug=EVERY_BLOCK).first() or pages.first()
    return found


def editor_of(model: type[BasePage]) -> str:
    """Who writes pages of this type in the demo."""
    return "forceeditor" if model is LocalSectionPage else "editor"


def wrong_at(page: Page, width: int) -> list[str]:
    """What axe finds at this width, and whether anything is wider than it."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    wrong = axe_violations(page, without=NOT_OURS)
    return wrong if no_horizontal_overflow(page) else [*wrong, f"wider than {width} pixels"]


def wrong_on_tabs(page: Page) -> dict[str, list[str]]:
    """The same for each tab on a phone, where most is in each other's way."""
    tabs = page.get_by_role("main").get_by_role("tablist").first.get_by_role("tab")
    wrong = {}
    for tab in tabs.all():
        tab.click()
        wrong[tab.inner_text()] = wrong_at(page, PHONE)
    assert len(wrong) > 1
    return wrong


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model._meta.label_lower)
def test_the_editor_of_every_type_is_fit_to_use(
    desk_page: Page, sign_in: SignIn, model: type[BasePage]
) -> None:
    edited = written(model)
    assert edited is not None
    sign_in(desk_page, f"{editor_of(model)}@demo.example")
    desk_page.goto(reverse("wagtailadmin_pages:edit", args=[edited.pk]))
    desk_page.wait_for_load_state("networkidle")
    wrong = {"desk": wrong_at(desk_page, DESK)} | wrong_on_tabs(desk_page)
    assert {name: found for name, found in wrong.items() if found} == {}
