"""Readers print: by the browser's own window or the page made for it, marked on every sheet."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.models import LegalUpdatePage, Marking, ToolPage
from learning.models import ModulePage
from tests.browser.paper import is_marked, on_paper
from tests.browser.reader import Reader
from tests.factories.cms import publish
from tests.support.browser import SignIn

pytestmark = pytest.mark.browser

OFFICER, EDITOR = "officer@demo.example", "editor@demo.example"
UPDATE, MODULE = "strangulation-and-suffocation", "suspect-focused-investigation"
# Counts how often the page asks the browser to print, instead of its window.
COUNT = "window.timesPrinted = 0; window.print = () => { window.timesPrinted += 1; };"
SENSITIVE = str(Marking.OFFICIAL_SENSITIVE.label)


def printed_from(page: Page, address: str, link: str) -> int:
    """Follow a page's link to print; return how often that has opened the browser's window."""
    page.goto(address)
    page.get_by_role("link", name=link).click()
    expect(page.get_by_role("link", name=link)).to_be_visible()
    times: int = page.evaluate("window.timesPrinted")
    return times


def test_a_link_opens_the_browsers_print_window(phone_page: Page, sign_in: SignIn) -> None:
    page, tool = phone_page, ToolPage.objects.live().get(slug="before-the-file-goes")
    page.add_init_script(COUNT)
    sign_in(page, OFFICER)
    for address, link in (
        ("/guidance/the-first-hour/", "Print this page"),
        (tool.get_url(), "Print this tool"),
        (f"/learning/{MODULE}/", "Print this page"),
    ):
        assert printed_from(page, address, link) == 1
        assert page.url.endswith(address)


def test_without_javascript_the_link_leads_to_the_page_as_it_prints(
    scriptless_reader: Reader, sign_in: SignIn
) -> None:
    page = scriptless_reader.page
    sign_in(page, OFFICER)
    for address in ("/guidance/the-first-hour/", f"/learning/{MODULE}/"):
        page.goto(address)
        page.get_by_role("link", name="Print this page").click()
        page.wait_for_url(f"**{address}?print")
        expect(page.get_by_text("This is the page as it prints")).to_be_visible()
        assert is_marked(page, "OFFICIAL")
        scriptless_reader.finds_it_fit()
        page.get_by_role("link", name="Back to the page").click()
        page.wait_for_url(f"**{address}")
        expect(page.get_by_text("This is the page as it prints")).to_have_count(0)


def sensitive_addresses() -> list[str]:
    """A legal update with its history and last change, a module and a section, all sensitive."""
    update, module = LegalUpdatePage.objects.get(slug=UPDATE), ModulePage.objects.get(slug=MODULE)
    for page in (update, module):
        page.marking = Marking.OFFICIAL_SENSITIVE
        page.audience_roles = ["investigator"]
        publish(page, "It is marked now.")
    number = update.versions.latest("number").number
    key = update.translation_key
    return [
        update.get_url(),
        reverse("page_history", args=[key]),
        reverse("page_changes", args=[key, number]),
        module.get_url(),
        f"{module.get_url()}?print",
        f"/learning/{MODULE}/section/1/",
    ]


def test_every_sheet_of_a_sensitive_page_is_marked_above_and_below(
    desk_page: Page, sign_in: SignIn
) -> None:
    addresses = sensitive_addresses()
    sign_in(desk_page, EDITOR)
    desk_page.emulate_media(media="print")
    for address in addresses:
        sheets = on_paper(desk_page, address)
        assert is_marked(desk_page, SENSITIVE), address
        assert [words.count(SENSITIVE) for words in sheets] == [2] * len(sheets), address
