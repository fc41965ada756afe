"""The editing pages work under their own content security policy: no line in the console is red."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect
from wagtail.images import get_image_model

from cms.models import GuidancePage
from tests.browser.people import insert_block, open_tab, write_rich_text
from tests.factories.accounts import UserFactory
from tests.support.browser import SignIn

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).resolve().parents[1] / "browser" / "picture.png"


@pytest.fixture
def editor_page(desk_page: Page, sign_in: SignIn) -> Page:
    """A desk's browser with someone who may edit everything."""
    sign_in(desk_page, UserFactory(superuser=True).email)
    return desk_page


def test_every_kind_of_editing_page_opens(editor_page: Page) -> None:
    page_id = GuidancePage.objects.values_list("pk", flat=True)[0]
    for path in (
        "",
        "pages/",
        f"pages/{page_id}/history/",
        "images/multiple/add/",
        "documents/multiple/add/",
        "reports/site-history/",
        "users/",
        "account/",
    ):
        response = editor_page.goto(f"/cms/{path}")
        assert response is not None
        assert (path, response.status) == (path, 200)
        editor_page.wait_for_load_state("networkidle")


def test_text_pictures_dates_and_the_preview_work(editor_page: Page) -> None:
    guidance = GuidancePage.objects.all()[0]
    image = get_image_model().objects.create(
        title="A blue square", file=ContentFile(PICTURE.read_bytes(), "square.png")
    )
    editor_page.goto(f"/cms/pages/{guidance.pk}/edit/")
    write_rich_text(editor_page, "Typed under the policy. ", at="Home")
    choose_picture(editor_page, image.title)
    pick_date(editor_page)
    editor_page.get_by_role("button", name="Toggle preview").click()
    # While the preview is being renewed there are two frames, the new one last.
    preview = editor_page.locator("iframe[title=Preview]").last.content_frame
    expect(preview.get_by_text("Typed under the policy.")).to_be_visible()
    # Leaving ends the editor's own calls in the background.
    editor_page.goto("about:blank")
    image.file.delete(save=False)


def choose_picture(page: Page, title: str) -> None:
    """Add a picture's block and choose the picture from the list."""
    insert_block(page.get_by_role("main"), "Picture")
    page.get_by_role("button", name="Choose an image").first.click()
    page.get_by_role("link", name=title).click()
    expect(page.locator(".chosen img").first).to_be_visible()


def pick_date(page: Page) -> None:
    """Open the calendar of a date and choose a day."""
    open_tab(page, "About the page")
    page.locator("input[name=next_review_on]").click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_date").nth(15).click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
