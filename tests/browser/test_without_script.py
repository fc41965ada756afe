"""What stands around every page, and the lists of guidance, with JavaScript and without."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from cms.cookies import CHOICE_COOKIE
from cms.models import Feedback, PhaseBanner
from cms.services.feedback import take_feedback
from tests.browser.reader import Reader
from tests.support.browser import SignIn

pytestmark = pytest.mark.browser

OFFICER, EDITOR = "officer@demo.example", "editor@demo.example"
ABOUT_THE_SITE = {
    "/accessibility/": "Accessibility",
    "/privacy/": "Privacy",
    "/house-rules/": "House rules",
    "/who-sees-what/": "Who sees what",
}
NEW_WORDS = "An early trial in two forces."


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def sees_urgent_help(page: Page) -> None:
    """Both numbers can be dialled from the top of the page."""
    strip = page.get_by_role("banner").get_by_role("list", name="Urgent help")
    for number in ("999", "101"):
        link = strip.get_by_role("link", name=number, exact=True)
        expect(link).to_have_attribute("href", f"tel:{number}")
        expect(link).to_be_in_viewport()


def test_a_stranger_finds_urgent_help_above_the_pages_about_the_site(reader: Reader) -> None:
    page = reader.page
    for address, title in ABOUT_THE_SITE.items():
        page.goto("/support/")
        page.get_by_role("contentinfo").get_by_role("link", name=title).click()
        page.wait_for_url(f"**{address}")
        expect(heading(page)).to_contain_text(title)
        sees_urgent_help(page)
        reader.finds_it_fit()
    page.get_by_role("link", name="Get support now").click()
    page.wait_for_url("**/support/")
    sees_urgent_help(page)
    reader.finds_it_fit()


def test_urgent_help_stays_above_the_pages_of_somebody_who_has_signed_in(
    reader: Reader, sign_in: SignIn
) -> None:
    sign_in(reader.page, OFFICER)
    for address in ("/home/", "/wellbeing/", "/peer-support/", "/guidance/the-first-hour/"):
        reader.page.goto(address)
        sees_urgent_help(reader.page)


def choice_of(page: Page) -> str | None:
    kept = {one.get("name"): one.get("value") for one in page.context.cookies()}
    return kept.get(CHOICE_COOKIE)


def banner_words(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_text("This is a new service.")


def test_a_newcomer_without_javascript_accepts_cookies_and_hides_the_banner(
    scriptless_reader: Reader, sign_in: SignIn
) -> None:
    page = scriptless_reader.page
    page.context.clear_cookies()
    page.goto("/support/?q=")
    expect(banner_words(page)).to_be_visible()
    scriptless_reader.finds_it_fit()
    page.get_by_role("button", name="Accept optional cookies").click()
    page.wait_for_url("**/support/?q=")
    expect(page.get_by_text("Your choice about cookies has been saved.")).to_be_visible()
    expect(page.get_by_role("region", name="Cookies on Lodestar")).to_have_count(0)
    assert choice_of(page) == "1:remember"
    scriptless_reader.finds_it_fit()
    page.get_by_role("banner").get_by_role("button", name="Hide").click()
    expect(banner_words(page)).to_have_count(0)
    page.wait_for_url("**/support/?q=")
    page.goto("/cookies/")
    expect(page.get_by_label("Yes")).to_be_checked()
    expect(banner_words(page)).to_have_count(0)
    change_the_banner(page, sign_in)
    page.goto("/support/")
    expect(page.get_by_role("banner")).to_contain_text("Alpha")
    expect(page.get_by_role("banner")).to_contain_text(NEW_WORDS)
    scriptless_reader.finds_it_fit()


def change_the_banner(page: Page, sign_in: SignIn) -> None:
    """An editor writes other words."""
    sign_in(page, EDITOR)
    page.goto(f"/cms/snippets/cms/phasebanner/edit/{PhaseBanner.objects.get().pk}/")
    page.get_by_role("combobox", name="Phase").select_option("alpha")
    page.get_by_role("textbox", name="Words").fill(NEW_WORDS)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(re.compile("updated"))).to_be_visible()


def test_an_editor_without_javascript_works_through_feedback(
    scriptless_reader: Reader, sign_in: SignIn
) -> None:
    page = scriptless_reader.page
    message = take_feedback(
        doing="Reading",
        problem="The link led nowhere",
        address="/support/",
        page=None,
        today=timezone.localdate(),
    )
    sign_in(page, EDITOR)
    page.goto("/cms/snippets/cms/feedback/")
    scriptless_reader.finds_it_fit()
    page.get_by_role("main").get_by_role("link", name="Feedback of").first.click()
    expect(page.get_by_role("main")).to_contain_text("The link led nowhere")
    scriptless_reader.finds_it_fit()
    page.get_by_label("State").select_option("done")
    page.get_by_label("Note").fill("Mended.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(re.compile("updated"))).to_be_visible()
    message.refresh_from_db()
    assert (message.state, message.note) == (Feedback.State.DONE, "Mended.")


def titles(page: Page) -> Locator:
    return page.get_by_role("main").locator(".app-page-list__item").get_by_role("link")


def apply_filters(page: Page, **wanted: str) -> None:
    """Choose by the name of each field, and apply."""
    for name, value in wanted.items():
        page.locator(f"select[name={name}]").select_option(value)
    page.get_by_role("button", name="Apply filters").click()


def test_practice_is_narrowed_by_phase_force_pillar_and_evidence(
    reader: Reader, sign_in: SignIn
) -> None:
    page = reader.page
    sign_in(page, OFFICER)
    page.goto("/guidance/practice/")
    everything = titles(page).all_inner_texts()
    reader.finds_it_fit()
    for wanted, title in (
        ({"phase": "expansion"}, "One hour for reading"),
        ({"phase": "", "force": "norfolk"}, "Suspects looked up by person"),
        ({"force": "", "pillar": "data"}, "Suspects looked up by person"),
        ({"pillar": "", "evidence": "practice"}, "One hour for reading"),
    ):
        apply_filters(page, **wanted)
        expect(page.get_by_role("heading", name="1 example")).to_be_visible()
        expect(titles(page)).to_have_text([title])
    reader.finds_it_fit()
    apply_filters(page, force="norfolk")
    expect(page.get_by_role("heading", name="No example fits")).to_be_visible()
    reader.finds_it_fit()
    page.get_by_role("link", name="See every example").click()
    expect(titles(page)).to_have_text(everything)


def test_the_list_of_a_section_is_narrowed(reader: Reader, sign_in: SignIn) -> None:
    page = reader.page
    sign_in(page, OFFICER)
    page.goto("/guidance/")
    everything = titles(page).all_inner_texts()
    expect(page.get_by_role("button", name="Apply filters")).to_be_hidden()
    page.locator("summary").get_by_text("Narrow this list").click()
    reader.finds_it_fit()
    apply_filters(page, pillar="victim")
    expect(page.get_by_label("Pillar")).to_have_value("victim")
    narrowed = titles(page).all_inner_texts()
    assert 0 < len(narrowed) < len(everything)
    assert set(narrowed) < set(everything)
    reader.finds_it_fit()
    apply_filters(page, kind="practiceindexpage", stage="1")
    expect(page.get_by_role("heading", name="No page answers this")).to_be_visible()
    reader.finds_it_fit()
    page.get_by_role("link", name="See the whole list").click()
    expect(titles(page)).to_have_text(everything)


def test_axe_also_finds_what_is_wrong_in_a_browser_without_javascript(
    scriptless_reader: Reader,
) -> None:
    page = scriptless_reader.page
    wrong = '<!DOCTYPE html><html lang="en"><title>Wrong</title><main><h1>Wrong</h1><img src="/x">'
    page.route("**/support/", lambda route: route.fulfill(body=wrong, content_type="text/html"))
    page.goto("/support/")
    [found] = scriptless_reader.violations(page)
    assert found.startswith("image-alt: ")
