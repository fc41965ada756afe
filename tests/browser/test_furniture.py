"""Phase banner, feedback and "Was this page useful?", with script and without."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.models import Feedback, GuidancePage, PageUsefulness, PhaseBanner
from cms.services.feedback import take_feedback
from cms.services.usefulness import count_answer
from tests.factories.accounts import UserFactory
from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

OFFICER, EDITOR = "officer@demo.example", "editor@demo.example"
PAGE = "/guidance/how-guidance-is-written/"


def send_feedback_from_a_page(page: Page) -> None:
    """From a page of guidance to the thanks, with one thing forgotten on the way."""
    page.goto(PAGE)
    page.get_by_role("banner").get_by_role("link", name="Give feedback").click()
    expect(page.get_by_role("main")).to_contain_text(f"This is about the page: {PAGE}")
    page.get_by_label("What were you doing?").fill("Looking for the checklist")
    page.get_by_role("button", name="Send feedback").click()
    expect(page.get_by_role("alert").first).to_contain_text("There is a problem")
    expect(page.get_by_label("What were you doing?")).to_have_value("Looking for the checklist")
    page.get_by_label("What went wrong").fill("It is not where it was")
    page.get_by_role("button", name="Send feedback").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def test_feedback_is_sent_from_any_page(
    page: Page, sign_in: SignIn, console_errors: list[str]
) -> None:
    sign_in(page, OFFICER)
    send_feedback_from_a_page(page)
    assert ["422" in error for error in console_errors] == [True]
    console_errors.clear()  # one thing was forgotten, on purpose
    assert axe_violations(page) == []
    kept = Feedback.objects.get()
    assert kept.address == PAGE
    assert kept.page is not None
    page.goto("/feedback/")
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    expect(page.get_by_label("Leave this empty")).not_to_be_in_viewport()


def test_feedback_is_sent_without_javascript(scriptless_page: Page, sign_in: SignIn) -> None:
    sign_in(scriptless_page, OFFICER)
    send_feedback_from_a_page(scriptless_page)
    assert Feedback.objects.count() == 1


def say_that_it_was_useful(page: Page) -> None:
    page.goto(PAGE)
    page.get_by_role("button", name="Yes it was useful").click()
    expect(page.get_by_role("heading", name="Thank you for your answer")).to_be_visible()


def test_a_page_is_said_to_be_useful(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    say_that_it_was_useful(page)
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)
    assert [(row.useful, row.not_useful) for row in PageUsefulness.objects.all()] == [(1, 0)]
    page.get_by_role("link", name="tell us what was missing or wrong").click()
    expect(page.get_by_role("main")).to_contain_text(f"This is about the page: {PAGE}")


def test_a_page_is_said_to_be_useful_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    say_that_it_was_useful(scriptless_page)
    assert PageUsefulness.objects.get().useful == 1


def test_an_editor_changes_the_banner_and_everybody_sees_it(
    desk_page: Page, sign_in: SignIn
) -> None:
    page, row = desk_page, PhaseBanner.objects.get()
    sign_in(page, EDITOR)
    page.goto(f"/cms/snippets/cms/phasebanner/edit/{row.pk}/")
    assert axe_violations(page) == []
    page.get_by_role("combobox", name="Phase").select_option("alpha")
    page.get_by_role("textbox", name="Words").fill("An early trial in two forces.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("updated")
    page.goto("/support/")
    expect(page.get_by_role("banner")).to_contain_text("Alpha")
    expect(page.get_by_role("banner")).to_contain_text("An early trial in two forces.")
    assert axe_violations(page) == []


def test_an_editor_works_through_feedback(desk_page: Page, sign_in: SignIn) -> None:
    page, about = desk_page, GuidancePage.objects.get(slug="how-guidance-is-written")
    message = take_feedback(
        doing="Reading",
        problem="The link led nowhere",
        address=PAGE,
        page=about,
        today=timezone.localdate(),
    )
    sign_in(page, EDITOR)
    page.goto("/cms/snippets/cms/feedback/")
    assert axe_violations(page) == []
    page.get_by_role("main").get_by_role("link", name="Feedback of").first.click()
    expect(page.get_by_role("main")).to_contain_text("Reading")
    assert axe_violations(page) == []
    page.get_by_label("State").select_option("done")
    page.get_by_label("Note").fill("Mended.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("updated")
    message.refresh_from_db()
    assert (message.state, message.note) == (Feedback.State.DONE, "Mended.")


def test_an_editor_sees_how_useful_pages_were(desk_page: Page, sign_in: SignIn) -> None:
    about = GuidancePage.objects.get(slug="how-guidance-is-written")
    for _answer in range(5):
        count_answer(page=about, is_useful=True, today=timezone.localdate())
    sign_in(desk_page, UserFactory(superuser=True).email)
    desk_page.goto("/cms/snippets/cms/pageusefulness/")
    expect(desk_page.get_by_role("main")).to_contain_text(about.title)
    assert axe_violations(desk_page) == []
