"""What is too large or is not what it says is refused in the editors' own pages, in plain words."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cms.models import CustomDocument, CustomImage
from tests.cms.workflow.browser.conftest import Story
from tests.support.browser import SignIn, no_horizontal_overflow

pytestmark = pytest.mark.browser

DOCUMENTS, IMAGES = "/cms/documents/multiple/add/", "/cms/images/multiple/add/"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>window.ran = true</script></svg>'


@pytest.fixture
def editor_page(story: Story, page: Page, sign_in: SignIn) -> Page:
    sign_in(page, story.editor.email)
    return page


def offer(page: Page, place: str, file: Path) -> None:
    """Choose a file on the page that takes several."""
    page.goto(place)
    page.wait_for_load_state("networkidle")
    page.locator("input[type=file]").set_input_files(file)


def large(folder: Path, name: str, start: bytes) -> Path:
    """A file of fifty megabytes that begins as its name says."""
    file = folder / name
    with file.open("wb") as opened:
        opened.write(start)
        opened.truncate(50 * 1024 * 1024)
    return file


def small(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def expect_refusal(page: Page, words: str) -> None:
    """The words stand on the page, nothing is kept, and nothing of the file ran."""
    expect(page.get_by_role("main")).to_contain_text(words)
    assert not CustomDocument.objects.exists()
    assert not CustomImage.objects.exists()
    assert page.evaluate("() => window.ran") is None
    assert no_horizontal_overflow(page)


@pytest.mark.parametrize(
    ("place", "name", "start"),
    [(DOCUMENTS, "large.pdf", b"%PDF-1.7\n"), (IMAGES, "large.png", b"\x89PNG\r\n\x1a\n")],
    ids=["document", "image"],
)
def test_fifty_megabytes(
    editor_page: Page, tmp_path: Path, place: str, name: str, start: bytes
) -> None:
    offer(editor_page, place, large(tmp_path, name, start))
    expect_refusal(editor_page, "too big")


@pytest.mark.parametrize("place", [DOCUMENTS, IMAGES], ids=["document", "image"])
def test_a_drawing_with_a_script(editor_page: Page, tmp_path: Path, place: str) -> None:
    offer(editor_page, place, small(tmp_path, "drawing.svg", SVG))
    expect_refusal(editor_page, "Not a supported" if place == IMAGES else "not allowed")


def test_a_document_that_is_not_what_its_name_says(editor_page: Page, tmp_path: Path) -> None:
    offer(editor_page, DOCUMENTS, small(tmp_path, "plan.pdf", "<!DOCTYPE html><script>1</script>"))
    expect_refusal(editor_page, "is not what its name says (.pdf)")
