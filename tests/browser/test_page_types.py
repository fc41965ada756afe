"""Each type of page as its readers meet it: on a phone, at a desk, on paper and without script."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from cms.models import (
    BasePage,
    GuidancePage,
    LegalUpdatePage,
    LocalSectionPage,
    Marking,
    PathwayPage,
    PracticeExamplePage,
    PracticeIndexPage,
    SectionIndexPage,
    ToolPage,
)
from cms.selectors import pages_visible_to
from learning.models import ModulePage
from tests.browser.paper import is_marked, on_paper
from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

OFFICER, EDITOR = "officer@demo.example", "editor@demo.example"
EVERY_BLOCK = "/guidance/how-guidance-is-written/"
TYPES: tuple[type[BasePage], ...] = (
    SectionIndexPage,
    PracticeIndexPage,
    LocalSectionPage,
    GuidancePage,
    ToolPage,
    LegalUpdatePage,
    PracticeExamplePage,
    PathwayPage,
    ModulePage,
)
BLOCKS = {
    "text": ".govuk-body",
    "warning": ".govuk-warning-text",
    "inset": ".govuk-inset-text",
    "checklist": ".app-checklist__item",
    "table": "th[scope=row]",
    "image": ".app-figure img[alt]:not([alt=''])",
    "recording": ".app-recording__player",
    "document": ".app-document a",
    "quote": ".app-quote blockquote",
    "support panel": ".app-support__item",
    "pause point": ".app-pause",
}


def one_of_each(email: str) -> list[BasePage]:
    """The first page of each type that the person may read."""
    readable = pages_visible_to(get_user_model().objects.get(email=email)).values("pk")
    found = []
    for kind in TYPES:
        # A section of practice is a section too, and has a turn of its own.
        pages = kind.objects.live().filter(pk__in=readable).order_by("path").specific()
        page = next((one for one in pages if type(one) is kind), None)
        assert page is not None, kind
        found.append(page)
    return found


def test_one_page_of_each_type_is_fit_to_use(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    for found in one_of_each(OFFICER):
        answer = page.goto(found.get_url())
        assert answer is not None
        assert answer.status == 200, found.get_url()
        expect(page.get_by_role("heading", level=1)).to_have_text(found.title)
        assert is_marked(page, "OFFICIAL"), found.get_url()
        assert axe_violations(page) == [], found.get_url()
        assert no_horizontal_overflow(page), found.get_url()


def test_one_page_of_each_type_is_read_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    for found in one_of_each(OFFICER):
        scriptless_page.goto(found.get_url())
        expect(scriptless_page.get_by_role("heading", level=1)).to_have_text(found.title)
        assert is_marked(scriptless_page, "OFFICIAL"), found.get_url()


def test_every_block_is_shown_and_fit_to_use(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    page.goto(EVERY_BLOCK)
    main = page.get_by_role("main")
    for block, place in BLOCKS.items():
        expect(main.locator(place).first, block).to_be_visible()
    expect(main.get_by_role("heading", level=2).first).to_be_visible()
    for summary in ("Read the transcript", "Scenario: A short phone call"):
        words = main.locator("details").filter(has_text=summary)
        words.locator("summary").click()
        expect(words.locator(".govuk-details__text")).to_be_visible()
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)


def test_every_block_is_read_without_javascript(scriptless_page: Page, sign_in: SignIn) -> None:
    sign_in(scriptless_page, OFFICER)
    scriptless_page.goto(EVERY_BLOCK)
    main = scriptless_page.get_by_role("main")
    for block, place in BLOCKS.items():
        expect(main.locator(place).first, block).to_be_visible()
    transcript = main.locator("details").filter(has_text="Read the transcript")
    transcript.locator("summary").click()
    expect(transcript.locator(".govuk-details__text")).to_be_visible()


def test_on_paper_the_marking_stays_and_what_leads_on_goes(
    desk_page: Page, sign_in: SignIn
) -> None:
    sign_in(desk_page, EDITOR)
    sensitive = GuidancePage.objects.live().get(marking=Marking.OFFICIAL_SENSITIVE)
    desk_page.emulate_media(media="print")
    for address, marking in (
        (f"{EVERY_BLOCK}?print", "OFFICIAL"),
        (f"{sensitive.get_url()}?print", "OFFICIAL-SENSITIVE"),
    ):
        for words in on_paper(desk_page, address):
            assert words.count(marking) == 2, address
        assert is_marked(desk_page, marking)
        for edge in desk_page.locator(".app-marking").all():
            expect(edge).to_be_visible()
        expect(desk_page.get_by_role("navigation")).to_have_count(0)
        for leading_on in ("Print this page", "Earlier versions and what changed"):
            expect(desk_page.get_by_text(leading_on)).to_be_hidden()
        expect(desk_page.locator(".govuk-exit-this-page")).to_be_hidden()
        assert "press Ctrl and P" not in " ".join(on_paper(desk_page, address))


def test_what_is_folded_on_the_screen_is_open_on_paper(desk_page: Page, sign_in: SignIn) -> None:
    sign_in(desk_page, OFFICER)
    for address in (EVERY_BLOCK, f"{EVERY_BLOCK}?print"):
        words = " ".join(" ".join(on_paper(desk_page, address)).split())
        assert "Think about" in words, address


def test_each_tool_fits_one_sheet(desk_page: Page, sign_in: SignIn) -> None:
    sign_in(desk_page, EDITOR)
    tools = ToolPage.objects.live()
    assert len(tools) >= 4
    for tool in tools:
        sheets = on_paper(desk_page, tool.get_url())
        assert len(sheets) == 1, tool.slug
        assert sheets[0].count(str(tool.get_marking_display())) >= 2


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_reader_sees_what_changed_and_when(
    script: bool, phone_page: Page, scriptless_page: Page, sign_in: SignIn
) -> None:
    page = phone_page if script else scriptless_page
    sign_in(page, OFFICER)
    page.goto(LegalUpdatePage.objects.get(slug="strangulation-and-suffocation").get_url())
    page.get_by_role("link", name="Earlier versions and what changed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Versions of this page")
    expect(page.locator(".app-version h2")).to_have_count(3)
    is_fit(page, script=script)
    page.get_by_role("link", name="See what changed in version 3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed in version 3")
    expect(page.locator("ins, del").first).to_be_visible()
    is_fit(page, script=script)
    page.get_by_role("link", name="All versions of this page").click()
    page.get_by_role("link", name="Back to the page").click()
    expect(page.get_by_role("heading", name="What to do")).to_be_visible()


def is_fit(page: Page, *, script: bool) -> None:
    """Nothing that axe finds wrong, which needs script; the marking in any case."""
    assert is_marked(page, "OFFICIAL")
    if script:
        assert axe_violations(page) == []
        assert no_horizontal_overflow(page)
