"""Pages as they print: the words of each sheet, and the marking at its edges."""

from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader


def is_marked(page: Page, marking: str) -> bool:
    """Whether the marking stands above and below, and nothing else is said of it there."""
    seen = page.locator(".app-marking").all_inner_texts()
    return [text.split()[-1] for text in seen] == [marking, marking]


def on_paper(page: Page, address: str) -> list[str]:
    """The words of each sheet that the page prints on, A4."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sheets = PdfReader(BytesIO(page.pdf(format="A4", print_background=True))).pages
    return [sheet.extract_text() for sheet in sheets]
