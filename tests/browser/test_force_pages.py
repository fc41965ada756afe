"""What editors of a force do in a browser: panels and local pages, and who sees them."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from cms.models import ChangeKind, ForcePanel, GuidancePage
from cms.selectors.force_panels import number_of
from tests.browser.people import insert_block, write_rich_text
from tests.factories.changes import publish_change
from tests.factories.forces import text_block
from tests.factories.organisation import TeamFactory, person_in
from tests.notifications.workers import wait_until
from tests.support.browser import (
    DESK,
    OpenPage,
    SignIn,
    axe_violations,
    no_horizontal_overflow,
)

pytestmark = pytest.mark.browser

OFFICER, FORCE_EDITOR = "officer@demo.example", "forceeditor@demo.example"
LIST = "/cms/snippets/cms/forcepanel/"
NATIONAL = "the-first-hour"
HEADING = "Ring the night supervisor first"
# A page of the nation on which the demo's force has said nothing yet.
OTHER_NATIONAL = "/guidance/early-advice/"
TOO_LONG = "many words " * 60


def assert_fit(page: Page) -> None:
    """Nothing for axe to find, and no wider than the screen, once everything is there."""
    page.wait_for_load_state("networkidle")
    assert axe_violations(page) == [], page.url
    assert no_horizontal_overflow(page), page.url


def only_unfinished_drafts(console_errors: list[str]) -> None:
    """The editor saves by itself too; what cannot be saved yet is refused with 400."""
    assert all(" 400 " in error for error in console_errors), console_errors
    console_errors.clear()


def officer_elsewhere() -> User:
    """An officer of another force."""
    return person_in(TeamFactory())


def panel_of_demo() -> ForcePanel:
    return ForcePanel.objects.get(page__slug=NATIONAL)


def change_around(panel: ForcePanel, note: str, words: str) -> None:
    """The nation keeps the piece before the panel, and writes what follows anew."""
    page = GuidancePage.objects.get(pk=panel.page_id)
    kept: Any = page.body.raw_data[0]
    following = text_block("44444444-4444-4444-8444-444444444444", words)
    publish_change(page, note, kind=ChangeKind.MATERIAL, body=[kept, following])


def save_draft(page: Page) -> None:
    """Press the button, and wait for what comes back."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()


def press_publish(page: Page) -> None:
    """Choose what the editor offers beside saving."""
    page.get_by_role("button", name="More actions").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()


def test_officers_of_the_force_read_the_panel_inside_the_page_and_others_do_not(
    page: Page, sign_in: SignIn
) -> None:
    sign_in(page, OFFICER)
    page.goto(f"/guidance/{NATIONAL}/")
    panel = page.get_by_role("region", name=HEADING)
    expect(panel).to_contain_text("In Avon and Somerset Police:")
    assert_fit(page)
    sign_in(page, officer_elsewhere().email)
    page.goto(f"/guidance/{NATIONAL}/")
    expect(page.get_by_role("main")).to_contain_text("Demo content in our own words.")
    expect(panel).to_have_count(0)
    expect(page.get_by_role("main")).not_to_contain_text("night supervisor")


def test_the_panel_is_there_without_javascript(scriptless_page: Page, sign_in: SignIn) -> None:
    sign_in(scriptless_page, OFFICER)
    scriptless_page.goto(f"/guidance/{NATIONAL}/")
    panel = scriptless_page.get_by_role("region", name=HEADING)
    expect(panel).to_contain_text("In Avon and Somerset Police:")


def test_a_panel_begins_on_the_page_keeps_what_was_typed_wrong_and_is_read_by_its_force(
    page: Page, open_page: OpenPage, sign_in: SignIn, console_errors: list[str]
) -> None:
    sign_in(page, FORCE_EDITOR)
    page.goto(OTHER_NATIONAL)
    page.get_by_role("link", name="Add a panel for your force to this page").click()
    # The force and whoever looks after it are chosen already.
    expect(page.locator("#id_force option:checked")).to_have_text("Avon and Somerset Police")
    expect(page.locator("#id_owner option:checked")).to_contain_text("Nerys Beddoes")
    page.locator("#id_anchor").select_option(index=1)
    refuse_empty_and_long(page)
    page.locator("#id_title").fill("Who knows more here")
    press_publish(page)
    expect(page.get_by_role("status").first).to_contain_text("published")
    expect(page.get_by_role("link", name="Who knows more here").first).to_be_visible()
    assert_fit(page)
    reader = open_page(DESK)
    sign_in(reader, OFFICER)
    reader.goto(OTHER_NATIONAL)
    panel = reader.get_by_role("region", name="Who knows more here")
    expect(panel).to_contain_text("Ask the training unit.")
    sign_in(reader, officer_elsewhere().email)
    reader.goto(OTHER_NATIONAL)
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    expect(panel).to_have_count(0)
    only_unfinished_drafts(console_errors)


def set_too_long(page: Page, field: str, text: str) -> None:
    """What the browser holds back at the keyboard, and a script of somebody's does not."""
    page.locator(field).evaluate("(field, text) => { field.value = text }", text)


def refuse_empty_and_long(page: Page) -> None:
    """Publish without a text, then with too long a heading: nothing typed is lost."""
    page.locator("#id_title").fill("Who knows more")
    chosen = page.locator("#id_anchor").input_value()
    press_publish(page)
    expect(page.get_by_text("This field is required.").first).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Who knows more")
    expect(page.locator("#id_anchor")).to_have_value(chosen)
    body = page.locator("#panel-body-section")
    insert_block(body, "Text")
    write_rich_text(body, "Ask the training unit.", at="End")
    typed = page.locator("input[name='body-0-value']").input_value
    wait_until(lambda: "training unit" in typed())
    set_too_long(page, "#id_title", TOO_LONG)
    press_publish(page)
    expect(page.get_by_text("Heading must be 120 characters or fewer")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value(TOO_LONG)
    expect(body).to_contain_text("Ask the training unit.")
    expect(page.locator("#id_anchor")).to_have_value(chosen)
    assert_fit(page)


def test_the_editor_is_shown_what_changed_around_the_panel_and_says_that_it_is_right(
    page: Page, open_page: OpenPage, sign_in: SignIn
) -> None:
    panel = panel_of_demo()
    then = GuidancePage.objects.get(pk=panel.page_id).body[1].value["text"]
    change_around(panel, "Ask first, then drive.", "Ask before you drive there.")
    reader = open_page(DESK)
    sign_in(reader, OFFICER)
    reader.goto(f"/guidance/{NATIONAL}/")
    shown = reader.get_by_role("region", name=HEADING)
    expect(shown).to_contain_text("This panel was written before the change of")
    assert_fit(reader)
    sign_in(page, FORCE_EDITOR)
    open_change(page, panel)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Ask first, then drive.")
    after = main.get_by_role("row").filter(has=page.get_by_role("rowheader", name="After"))
    expect(after.get_by_role("cell")).to_have_text([then, "Ask before you drive there."])
    expect(main).to_contain_text("They tell you who is on call.")
    assert_fit(page)
    page.get_by_role("button", name="It is still right").click()
    expect(page.get_by_role("status").first).to_contain_text("without a warning")
    expect(row_of(page)).to_contain_text("Up to date")
    reader.reload()
    expect(shown).to_contain_text("In Avon and Somerset Police:")
    expect(shown).not_to_contain_text("was written before")


def row_of(page: Page) -> Any:
    """The panel in the list of the force."""
    return page.get_by_role("row").filter(has_text=HEADING)


def open_change(page: Page, panel: ForcePanel) -> None:
    """From the list, which says that somebody should look, to what changed."""
    page.goto(LIST)
    expect(row_of(page)).to_contain_text("Check now: changed on")
    assert_fit(page)
    row_of(page).get_by_role("link", name="What changed").click()
    expect(page).to_have_title(re.compile("What changed around your panel"))


def test_the_editor_changes_the_panel_where_its_piece_has_gone(
    page: Page, open_page: OpenPage, sign_in: SignIn
) -> None:
    panel = panel_of_demo()
    national = GuidancePage.objects.get(pk=panel.page_id)
    words = [text_block("55555555-5555-4555-8555-555555555555", "All of it is new.")]
    publish_change(national, "Written anew.", body=words)
    sign_in(page, FORCE_EDITOR)
    page.goto(LIST)
    expect(row_of(page)).to_contain_text("Moved to the end: choose a place")
    row_of(page).get_by_role("link", name="What changed").click()
    expect(page.get_by_role("main")).to_contain_text("The piece that your panel stood after")
    assert_fit(page)
    page.get_by_role("link", name="Change it").click()
    expect(page.get_by_text("The national page has changed since this was checked")).to_be_visible()
    page.locator("#id_anchor").select_option(label="After Text: All of it is new.")
    page.locator("#id_title").fill("Ring the night desk")
    press_publish(page)
    expect(page.get_by_role("status").first).to_contain_text("published")
    row = page.get_by_role("row").filter(has_text="Ring the night desk")
    expect(row).to_contain_text("Up to date")
    reader = open_page(DESK)
    sign_in(reader, OFFICER)
    reader.goto(f"/guidance/{NATIONAL}/")
    expect(reader.get_by_role("region", name="Ring the night desk")).to_be_visible()
    panel.refresh_from_db()
    assert (panel.has_moved, number_of(panel.checked_version)) == (False, 2)


def test_a_local_page_is_begun_and_an_error_keeps_what_was_typed(
    page: Page, sign_in: SignIn, console_errors: list[str]
) -> None:
    sign_in(page, FORCE_EDITOR)
    page.goto("/cms/pages/")
    assert_fit(page)
    page.get_by_role("link", name="Add child page").first.click()
    page.get_by_role("link", name="Guidance page", exact=True).click()
    page.locator("#id_summary").fill("Behind the station.")
    save_draft(page)
    expect(page.get_by_text("Enter title")).to_be_visible()
    expect(page.locator("#id_summary")).to_have_value("Behind the station.")
    page.locator("#id_title").fill("Where to park")
    page.locator("#id_title").press("Tab")
    # The editor makes the address of the title once that is left.
    expect(page.locator("#id_slug")).to_have_value("where-to-park")
    set_too_long(page, "#id_summary", TOO_LONG)
    save_draft(page)
    expect(page.get_by_text("Summary must be 500 characters or fewer")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Where to park")
    expect(page.locator("#id_summary")).to_have_value(TOO_LONG)
    page.locator("#id_summary").fill("Behind the station, beside the gate.")
    save_draft(page)
    expect(page.get_by_role("status").first).to_contain_text("Where to park")
    made = GuidancePage.objects.get(title="Where to park")
    editor = get_user_model().objects.get(email=FORCE_EDITOR)
    assert (made.live, made.force, made.owner) == (False, panel_of_demo().force, editor)
    page.goto(reverse("wagtailadmin_explore", args=[made.get_parent().pk]))
    expect(page.get_by_role("link", name="Where to park").first).to_be_visible()
    assert_fit(page)
    only_unfinished_drafts(console_errors)
