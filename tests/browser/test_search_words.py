"""Editors keep the words that mean the same, and read what readers did not find."""

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from cms.models import SearchMiss, SynonymGroup
from cms.services.search_misses import record_miss
from tests.factories.accounts import UserFactory
from tests.support.browser import OpenPage, SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

EDITOR, FORCE_EDITOR = "editor@demo.example", "forceeditor@demo.example"
OFFICER = "officer@demo.example"
LISTS = "/cms/snippets/cms/synonymgroup/"
REPORT = "/cms/reports/searched-and-not-found/"
# No page has the first; the second is the beginning of one page's title.
UNKNOWN, KNOWN, OTHER = "zqfolder", "Investigation strategy", "Early advice from the CPS"
KNOWN_TITLE = "Investigation strategy on a page"


def assert_fit(page: Page) -> None:
    """The page shows everything to everybody."""
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)


def look_for(page: Page, words: str) -> str:
    """Search as an officer does; return the title of the first result, or nothing."""
    page.goto(f"/search/?q={words}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"“{words}”")
    titles = page.locator(".app-page-list").get_by_role("link").all_inner_texts()
    return titles[0] if titles else ""


def save(page: Page, words: str) -> None:
    """Write the names into the form, and press its button."""
    page.get_by_role("textbox", name="Words").fill(words)
    page.get_by_role("button", name="Save", exact=True).click()


def said(page: Page, words: str) -> None:
    """Wait for what the CMS says after an act."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_an_editor_keeps_words_for_one_thing_and_search_follows(
    page: Page, open_page: OpenPage, sign_in: SignIn
) -> None:
    officer = open_page(page.viewport_size["width"] if page.viewport_size else 0)
    sign_in(officer, OFFICER)
    sign_in(page, EDITOR)
    assert look_for(officer, UNKNOWN) == ""
    add_a_list(page)
    assert look_for(officer, UNKNOWN) == KNOWN_TITLE
    change_the_list(page)
    assert look_for(officer, UNKNOWN) == OTHER
    delete_the_list(page)
    assert look_for(officer, UNKNOWN) == ""


def add_a_list(page: Page) -> None:
    """From the lists, past a mistake that keeps what was typed, to a list more."""
    page.goto(LISTS)
    expect(page.get_by_role("link", name="SOLO, SOIT, STO")).to_be_visible()
    assert_fit(page)
    page.get_by_role("link", name="Add words for one thing").first.click()
    expect(page.get_by_role("main")).to_contain_text("Search takes each name for all the others")
    assert_fit(page)
    save(page, UNKNOWN)
    expect(page.get_by_role("main")).to_contain_text("Enter at least two names")
    expect(page.get_by_role("textbox", name="Words")).to_have_value(UNKNOWN)
    assert_fit(page)
    save(page, f"{UNKNOWN}\n{KNOWN}")
    said(page, "created")


def open_the_list(page: Page) -> None:
    """Find the list among the others by one of its names."""
    page.goto(f"{LISTS}?q={UNKNOWN}")
    expect(page.get_by_role("main")).to_contain_text("There is 1 match")
    assert_fit(page)
    page.get_by_role("main").get_by_role("link", name=f"{UNKNOWN},").first.click()
    page.wait_for_url("**/edit/*/")


def change_the_list(page: Page) -> None:
    """One name goes, another comes; too long a name is sent back with all that was typed."""
    open_the_list(page)
    expect(page.get_by_role("textbox", name="Words")).to_have_value(f"{UNKNOWN}\n{KNOWN}")
    assert_fit(page)
    too_long = f"{UNKNOWN}\none two three four five six seven eight nine"
    save(page, too_long)
    expect(page.get_by_role("main")).to_contain_text("Use eight words or fewer")
    expect(page.get_by_role("textbox", name="Words")).to_have_value(too_long)
    save(page, f"{UNKNOWN}\n{OTHER}")
    said(page, "updated")


def delete_the_list(page: Page) -> None:
    """Asked once whether it should go, the editor says yes."""
    open_the_list(page)
    page.goto(re.sub("/edit/", "/delete/", page.url))
    expect(page.get_by_role("main")).to_contain_text("Delete this list?")
    assert_fit(page)
    page.get_by_role("button", name="Yes, delete").click()
    said(page, "deleted")
    assert not SynonymGroup.objects.filter(terms__contains=[UNKNOWN]).exists()


@pytest.fixture
def looked_in_vain(live_site: object) -> None:
    """Five people have looked for something that no page has; a sixth alone for something else."""
    now = datetime(2026, 3, 5, 12, tzinfo=UTC)
    people = UserFactory.create_batch(5, first_name="Zzyx", last_name="Qqrst")
    for person in people:
        assert record_miss(person=person, query=UNKNOWN, now=now)
    assert record_miss(person=people[0], query="zqsingle", now=now)


@pytest.mark.usefixtures("looked_in_vain")
def test_an_editor_gives_what_was_not_found_another_name(
    page: Page, open_page: OpenPage, sign_in: SignIn
) -> None:
    sign_in(page, EDITOR)
    page.goto(REPORT)
    row = page.get_by_role("row").filter(has_text=UNKNOWN)
    expect(row).to_contain_text("March 2026")
    expect(row.get_by_role("cell")).to_contain_text([UNKNOWN, "5", "1", "March 2026"])
    expect(page.get_by_role("main")).not_to_contain_text("zqsingle")
    expect(page.get_by_role("main")).to_contain_text("1 search that found nothing")
    assert_fit(page)
    acts = row.get_by_role("link", name=f"Add names for “{UNKNOWN}”")
    expect(acts).to_be_in_viewport(ratio=1)
    acts.click()
    expect(page.get_by_role("textbox", name="Words")).to_have_value(UNKNOWN)
    save(page, f"{UNKNOWN}\n{KNOWN}")
    said(page, "created")
    officer = open_page(1280)
    sign_in(officer, OFFICER)
    assert look_for(officer, UNKNOWN) == KNOWN_TITLE
    be_done_with_it(page)


def be_done_with_it(page: Page) -> None:
    """Take the row away; the report then says that there is none."""
    page.goto(REPORT)
    page.get_by_role("button", name=f"Done with “{UNKNOWN}”").click()
    expect(page.get_by_role("main")).to_contain_text("There are no searches that found nothing")
    assert_fit(page)
    assert not SearchMiss.objects.filter(words=UNKNOWN).exists()


@pytest.mark.usefixtures("looked_in_vain")
def test_an_editor_of_a_force_reads_what_was_not_found(page: Page, sign_in: SignIn) -> None:
    SearchMiss.objects.create(digest="long", words="z" * 200, month=date(2026, 2, 1), times=3)
    sign_in(page, FORCE_EDITOR)
    page.goto(REPORT)
    expect(page.get_by_role("cell", name="February 2026")).to_be_in_viewport(ratio=1)
    row = page.get_by_role("row").filter(has_text=UNKNOWN)
    expect(row.get_by_role("cell")).to_contain_text([UNKNOWN, "5", "1", "March 2026"])
    expect(row.get_by_role("link")).to_have_count(0)
    expect(row.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("main")).not_to_contain_text("zqsingle")
    assert_fit(page)
