"""An officer searches: from the box to the page, with filters, with mistakes, and with nothing."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import SignIn, axe_violations, no_horizontal_overflow

pytestmark = pytest.mark.browser

OFFICER = "officer@demo.example"
# Found on two sheets of results, and by at least one value of each filter.
COMMON = "people"
FILTERS = ("Pillar", "Stage of the journey", "Written for", "Type of page", "Force")
TITLE = "Keeping faith: procedural justice and contact with victims"
ALERT = "<script>alert(1)</script>"


def search_for(page: Page, words: str) -> None:
    """Type into the box of the page, and press its button."""
    box = page.get_by_role("main").get_by_role("search")
    box.get_by_label("Search guidance and learning").fill(words)
    box.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=*")


def heading(page: Page) -> Locator:
    """What the page says that it is."""
    return page.get_by_role("heading", level=1)


def results(page: Page) -> Locator:
    """The links to the pages that were found."""
    return page.locator(".app-page-list").get_by_role("link")


def titles(page: Page) -> list[str]:
    """What was found, once all of it is there."""
    page.wait_for_load_state()
    return results(page).all_inner_texts()


def found(number: int, words: str = COMMON) -> str:
    """The heading over so many pages."""
    return f"{number} {'page' if number == 1 else 'pages'} found for “{words}”"


def assert_fit(page: Page) -> None:
    """The page shows everything to everybody."""
    assert axe_violations(page) == []
    assert no_horizontal_overflow(page)


def find_a_page(page: Page) -> None:
    """From the box on the guidance page to the page that answers."""
    page.goto("/guidance/")
    search_for(page, "procedural justice")
    expect(heading(page)).to_have_text(re.compile(r"\d+ pages found for “procedural justice”"))
    expect(page.get_by_label("Search guidance and learning")).to_have_value("procedural justice")
    expect(results(page).first).to_have_text(TITLE)
    results(page).first.click()
    expect(heading(page)).to_have_text(TITLE)


def test_the_first_result_leads_to_the_page(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    find_a_page(page)
    page.go_back()
    expect(results(page).first).to_have_text(TITLE)
    assert_fit(page)


def test_the_first_result_leads_to_the_page_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    find_a_page(scriptless_page)


def narrow_by_each_filter(page: Page) -> None:
    """Each filter leaves as many pages as it said, stays on, and can be taken away."""
    page.goto(f"/search/?q={COMMON}")
    everything = heading(page).inner_text()
    for name in FILTERS:
        choice = page.get_by_role("group", name=name).get_by_role("checkbox").first
        choice.check()
        label = page.get_by_role("group", name=name).locator("label").first.inner_text()
        value, count = re.fullmatch(r"(.+) \((\d+)\)", label.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
        page.get_by_role("button", name="Apply filters").click()
        expect(heading(page)).to_have_text(found(int(count)))
        expect(page.get_by_role("checkbox", name=value)).to_be_checked()
        page.get_by_role("link", name=f"Remove this filter {name}: {value}").click()
        expect(heading(page)).to_have_text(everything)
        expect(page.get_by_role("main").get_by_role("checkbox", checked=True)).to_have_count(0)


def change_the_words(page: Page) -> None:
    """Other words in the box leave the filters on."""
    page.goto(f"/search/?q={COMMON}&force=avon-and-somerset&type=guidancepage")
    search_for(page, "night")
    expect(heading(page)).to_have_text(found(1, "night"))
    expect(results(page)).to_have_text(["Who to ring at night"])
    expect(page.get_by_role("main").get_by_role("checkbox", checked=True)).to_have_count(2)


def test_filters_stay_on_while_the_words_change(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    change_the_words(page)


def test_filters_stay_on_while_the_words_change_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    change_the_words(scriptless_page)


def test_filters_narrow_stay_and_go(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    narrow_by_each_filter(page)
    assert_fit(page)


def test_filters_narrow_stay_and_go_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    narrow_by_each_filter(scriptless_page)


def turn_the_sheet(page: Page) -> None:
    """The second sheet has the rest of the same search, narrowed alike."""
    page.goto(f"/search/?q={COMMON}&force=national")
    expect(results(page)).to_have_count(10)
    first, pages = titles(page), heading(page).inner_text()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("link", name="Page 2")).to_have_attribute("aria-current", "page")
    expect(heading(page)).to_have_text(pages)
    expect(page.get_by_role("checkbox", name="National")).to_be_checked()
    rest = titles(page)
    assert len(rest) == int(pages.split()[0]) - 10
    assert not set(rest) & set(first)


def test_results_go_on_on_a_second_sheet(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    turn_the_sheet(page)
    assert_fit(page)


def test_results_go_on_on_a_second_sheet_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    turn_the_sheet(scriptless_page)


def test_results_stand_before_the_filters_on_a_phone(phone_page: Page, sign_in: SignIn) -> None:
    sign_in(phone_page, OFFICER)
    phone_page.goto(f"/search/?q={COMMON}")
    expect(results(phone_page).first).to_be_in_viewport()
    apply = phone_page.get_by_role("button", name="Apply filters")
    expect(apply).not_to_be_in_viewport()
    phone_page.get_by_role("link", name="Narrow these results").click()
    expect(apply).to_be_in_viewport()


def test_filters_that_leave_nothing_say_which_one_to_take_away(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    page.goto("/search/?q=night&force=avon-and-somerset&type=modulepage")
    expect(heading(page)).to_have_text("Nothing was found for “night” with these filters")
    assert_fit(page)
    page.get_by_role("link", name="Search without the filter “Type of page”").click()
    expect(results(page)).to_have_text(["Who to ring at night"])
    page.get_by_role("link", name="Clear filters").click()
    expect(heading(page)).to_have_text(found(4, "night"))


def misspell(page: Page) -> None:
    """Two words with a mistake each find what was meant, and say so."""
    page.goto("/search/")
    search_for(page, "proceedural justise")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(
        "These are about “procedural justice”."
    )
    expect(results(page).first).to_have_text(TITLE)


def use_each_name(page: Page) -> None:
    """The three names of one officer find the same pages in the same order."""
    page.goto("/search/")
    answers = []
    for name in ("SOLO", "SOIT", "STO"):
        search_for(page, name)
        expect(heading(page)).to_have_text(re.compile(f"found for “{name}”"))
        answers.append(titles(page))
    assert answers[0] == answers[1] == answers[2]
    assert "The first hour after a report" in answers[0][:3]


def test_misspellings_and_other_names_find_the_page(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    misspell(page)
    assert_fit(page)
    use_each_name(page)
    assert_fit(page)


def test_misspellings_and_other_names_find_the_page_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    misspell(scriptless_page)
    use_each_name(scriptless_page)


ODD = (
    ("x" * 5_000, "Only its beginning, which now stands in the box, was looked for."),
    ("(((!!! ??? ...)))", "There is no word here that search can look for"),
    ("what is the", "There is no word here that search can look for"),
    ("\x00zebra\x00", "No page that you can read has these words."),
    ('"procedural justice', TITLE),
    (ALERT, ALERT),
)


def ask(page: Page, typed: str, says: str) -> None:
    """Whatever stands in the address, the page is there and says something about it."""
    answer = page.goto(f"/search/?q={quote(typed)}")
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_role("main")).to_contain_text(says)
    assert len(page.get_by_label("Search guidance and learning").input_value()) <= 200


def test_whatever_is_typed_gets_a_clear_page(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    for typed, says in ODD:
        ask(page, typed, says)
        assert_fit(page)


def test_whatever_is_typed_gets_a_clear_page_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    for typed, says in ODD:
        ask(scriptless_page, typed, says)


def test_what_is_typed_in_the_box_is_words_and_nothing_else(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    page.goto("/search/")
    search_for(page, ALERT)
    expect(heading(page)).to_contain_text(ALERT)
    expect(page.get_by_label("Search guidance and learning")).to_have_value(ALERT)
    search_for(page, "x" * 5_000)
    expect(page.get_by_label("Search guidance and learning")).to_have_value("x" * 200)
    expect(heading(page)).to_contain_text("Nothing was found for “xxx")


def ask_for_nothing(page: Page) -> None:
    """An empty box leads to the subjects."""
    page.goto("/guidance/")
    search_for(page, "   ")
    expect(heading(page)).to_have_text("Search")


def test_an_empty_search_offers_subjects(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    ask_for_nothing(page)
    assert_fit(page)
    look_through_a_subject(page)
    assert_fit(page)


def test_an_empty_search_offers_subjects_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    ask_for_nothing(scriptless_page)
    look_through_a_subject(scriptless_page)


def look_through_a_subject(page: Page) -> None:
    """Follow the first subject to as many pages as it says."""
    subjects = page.get_by_role("heading", name="Browse: Pillar").locator("xpath=..")
    link = subjects.get_by_role("link").first
    name = link.inner_text()
    said = subjects.get_by_role("listitem").first.inner_text()
    link.click()
    number = said.removeprefix(name).strip(" ()")
    expect(heading(page)).to_have_text(f"{number} pages")
    expect(page.get_by_role("checkbox", name=name)).to_be_checked()


def go_on_from_nothing(page: Page) -> None:
    """Every way that the page offers leads somewhere."""
    nothing = "strangulattttttion"
    page.goto("/search/")
    search_for(page, nothing)
    expect(heading(page)).to_have_text(f"Nothing was found for “{nothing}”")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Check the spelling, and type fewer words.")
    expect(main).to_contain_text("Try another name for the same thing, or its abbreviation.")
    main.get_by_role("link", name="Strangulation").click()
    expect(heading(page)).to_contain_text("Strangulation")
    page.go_back()
    main.get_by_role("link", name="Ask for a page on this").click()
    page.wait_for_url("**/feedback/")
    expect(page.get_by_role("button", name="Send feedback")).to_be_visible()
    page.go_back()
    expect(heading(page)).to_have_text(f"Nothing was found for “{nothing}”")


def test_where_nothing_is_found_there_are_ways_on(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    go_on_from_nothing(page)
    assert_fit(page)
    look_through_a_subject(page)


def test_where_nothing_is_found_there_are_ways_on_without_javascript(
    scriptless_page: Page, sign_in: SignIn
) -> None:
    sign_in(scriptless_page, OFFICER)
    go_on_from_nothing(scriptless_page)
    look_through_a_subject(scriptless_page)


def test_who_looks_for_help_is_led_to_it(page: Page, sign_in: SignIn) -> None:
    sign_in(page, OFFICER)
    page.goto("/search/")
    search_for(page, "burnout")
    assert_fit(page)
    page.get_by_role("main").get_by_role("link", name="Find somebody to talk to").click()
    page.wait_for_url("**/support/")
    expect(heading(page)).to_be_visible()
