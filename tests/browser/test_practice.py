"""Practice in a browser: a force offers an example, the national team adopts it or says why not."""

import pytest
from playwright.sync_api import Locator, Page, expect

from cms.models import PracticeExamplePage, PracticeOffer
from tests.support.browser import (
    DESK,
    OpenPage,
    SignIn,
    axe_violations,
    no_horizontal_overflow,
)

pytestmark = pytest.mark.browser

FORCE_EDITOR, EDITOR = "forceeditor@demo.example", "editor@demo.example"
TITLE = "A room to wait in"
SAID = {
    "Title": TITLE,
    "Summary": "Where people wait.",
    "The problem": "People waited in the corridor.",
    "What you did": "We opened a quiet room.",
    "What you found": "Fewer people left early.",
}
REASON = "Tell us how many people left early before and after, and offer it again."


def assert_fit(page: Page) -> None:
    """Nothing for axe to find, and no wider than the screen."""
    assert axe_violations(page) == [], page.url
    assert no_horizontal_overflow(page), page.url


def fill_in(page: Page, said: dict[str, str]) -> None:
    """Open the form, and say this much of the example."""
    page.goto("/practice/")
    page.get_by_role("button", name="Offer an example").click()
    for label, words in said.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("group", name="Pillars").get_by_role("checkbox").nth(2).check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send to the national team").click()


def is_kept(page: Page, said: dict[str, str]) -> None:
    """After a refusal everything stands in the form as it was typed."""
    for label, words in said.items():
        expect(page.get_by_label(label, exact=True)).to_have_value(words)
    expect(page.get_by_role("group", name="Pillars").get_by_role("checkbox").nth(2)).to_be_checked()


def summary_of_errors(page: Page) -> Locator:
    """The box at the top that leads to each error."""
    return page.get_by_role("alert").get_by_role("link")


def offer_example(page: Page) -> PracticeOffer:
    """Offer it, and return what was kept."""
    fill_in(page, SAID)
    send(page)
    expect(page.get_by_text("The national team has been told")).to_be_visible()
    offer: PracticeOffer = PracticeOffer.objects.get(title=TITLE)
    return offer


def test_a_form_that_is_empty_or_too_long_keeps_what_was_typed(page: Page, sign_in: SignIn) -> None:
    sign_in(page, FORCE_EDITOR)
    fill_in(page, SAID | {"What you found": ""})
    assert_fit(page)
    send(page)
    expect(summary_of_errors(page)).to_have_text(["Enter what you found"])
    is_kept(page, SAID | {"What you found": ""})
    assert_fit(page)
    too_long = "Fewer people left. " * 160
    page.get_by_label("What you found", exact=True).fill(too_long)
    send(page)
    expect(summary_of_errors(page)).to_contain_text(["3000 characters or fewer"])
    is_kept(page, SAID | {"What you found": too_long})
    assert not PracticeOffer.objects.filter(title=TITLE).exists()


def test_an_example_is_adopted_and_everybody_reads_it(
    page: Page, open_page: OpenPage, sign_in: SignIn
) -> None:
    force = open_page(DESK)
    sign_in(force, FORCE_EDITOR)
    offer = offer_example(force)
    assert_fit(force)
    sign_in(page, EDITOR)
    page.goto("/practice/")
    assert_fit(page)
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("main")).to_contain_text("Waiting for the national team")
    assert_fit(page)
    page.get_by_role("button", name="Adopt").click()
    page.get_by_label("What is new").fill("New: a room of its own.")
    page.get_by_role("button", name="Adopt and publish").click()
    expect(summary_of_errors(page)).to_have_text(
        ["Select an answer to “How strong is the evidence?”"]
    )
    expect(page.get_by_label("What is new")).to_have_value("New: a room of its own.")
    assert_fit(page)
    page.get_by_role("group", name="How strong is the evidence?").get_by_role("radio").nth(
        2
    ).check()
    page.get_by_role("button", name="Adopt and publish").click()
    expect(page.get_by_text("The example is published")).to_be_visible()
    made = PracticeExamplePage.objects.get(title=TITLE)
    assert (made.live, made.tried_by, made.versions.get().note) == (
        True,
        offer.force,
        "New: a room of its own.",
    )
    force.goto("/practice/")
    expect(force.get_by_role("row").filter(has_text=TITLE)).to_contain_text("Adopted")
    force.get_by_role("link", name=TITLE).click()
    force.get_by_role("link", name="Read the published example").click()
    expect(force.get_by_role("main")).to_contain_text("Fewer people left early.")
    assert_fit(force)


def test_a_no_carries_a_reason_that_the_force_reads(
    page: Page, open_page: OpenPage, sign_in: SignIn
) -> None:
    force = open_page(DESK)
    sign_in(force, FORCE_EDITOR)
    offer = offer_example(force)
    sign_in(page, EDITOR)
    page.goto(f"/practice/{offer.public_id}/")
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_label("Why is it not adopted?")).to_be_visible()
    assert_fit(page)
    refuse_reason(page, "", "Enter an answer to “Why is it not adopted?”")
    refuse_reason(page, "Tell us more. " * 80, "1000 characters or fewer")
    assert_fit(page)
    page.get_by_label("Why is it not adopted?").fill(REASON)
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("The force has been told")).to_be_visible()
    force.goto(f"/practice/{offer.public_id}/")
    expect(force.get_by_role("main").get_by_text(REASON).first).to_be_visible()
    expect(force.get_by_role("main")).to_contain_text("Declined")
    expect(force.get_by_role("button", name="Withdraw the offer")).to_have_count(0)
    assert_fit(force)


def refuse_reason(page: Page, reason: str, said: str) -> None:
    """Send a reason that cannot be taken: it stands there still."""
    page.get_by_label("Why is it not adopted?").fill(reason)
    page.get_by_role("button", name="Decline").click()
    expect(summary_of_errors(page)).to_contain_text([said])
    expect(page.get_by_label("Why is it not adopted?")).to_have_value(reason)


def test_all_of_it_works_without_javascript(scriptless_page: Page, sign_in: SignIn) -> None:
    page = scriptless_page
    sign_in(page, FORCE_EDITOR)
    fill_in(page, SAID | {"The problem": ""})
    send(page)
    expect(page.get_by_text("There is a problem")).to_be_visible()
    is_kept(page, SAID | {"The problem": ""})
    page.get_by_label("The problem").fill(SAID["The problem"])
    send(page)
    expect(page.get_by_text("The national team has been told")).to_be_visible()
    offer = PracticeOffer.objects.get(title=TITLE)
    sign_in(page, EDITOR)
    page.goto(f"/practice/{offer.public_id}/")
    page.get_by_role("button", name="Decline").click()
    page.get_by_label("Why is it not adopted?").fill(REASON)
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("The force has been told")).to_be_visible()
    sign_in(page, FORCE_EDITOR)
    page.goto(f"/practice/{offer.public_id}/")
    expect(page.get_by_role("main").get_by_text(REASON).first).to_be_visible()
