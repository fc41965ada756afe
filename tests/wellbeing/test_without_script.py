"""Every page can be read, and its form used, in a browser that runs no script."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.factories.organisation import TeamFactory, person_in
from tests.support.browser import PHONE, no_horizontal_overflow
from tests.wellbeing.conftest import OpenFor
from tests.wellbeing.every_page import NOTE, parts_of_the_site
from tests.wellbeing.own_years import years_of_check_ins
from wellbeing.models import ReminderChoice
from wellbeing.selectors.own_rows import open_answers, open_notes
from wellbeing.selectors.preferences import preference_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Use = Callable[[Page, User], None]


@pytest.mark.parametrize("name", ["own", "asking", "asked", "trends"])
def test_every_page_can_be_read_without_script(
    transactional_db: None, open_for: OpenFor, name: str
) -> None:
    part = parts_of_the_site()[name]
    page = open_for(part.person, PHONE, script=False)
    was_shown = set()
    for address in part.addresses:
        answer = page.goto(address)
        assert (address, answer.status if answer else 0) == (address, 200)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        words = page.get_by_role("main").inner_text()
        was_shown |= {secret for secret in part.secrets if secret in words}
        for form in page.locator("main form").all():
            expect(form.get_by_role("button").first).to_be_visible()
            expect(form.get_by_role("button").first).to_be_enabled()
    assert was_shown == part.secrets


def write_and_delete_a_note(page: Page, officer: User) -> None:
    page.goto("/wellbeing/notes/")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Write something before you save the note").first).to_be_visible()
    page.get_by_label("Your note").fill("Slept better")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Slept better")).to_be_visible()
    page.get_by_role("link", name="Delete note 1 of").first.click()
    page.get_by_role("button", name="Delete this note").click()
    expect(page.get_by_text("Slept better")).to_have_count(0)
    assert "Slept better" not in [note.text for note in open_notes(officer)]


def read_and_take_away_the_history(page: Page, officer: User) -> None:
    page.goto("/wellbeing/history/")
    # The headings, 22 months, and a line for the month that was left out.
    expect(page.get_by_role("table").first.get_by_role("row")).to_have_count(24)
    expect(page.get_by_text(NOTE).first).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Your answers as a table (CSV)").click()
    lines = taken.value.path().read_text().splitlines()
    assert len(lines) > len(open_answers(officer))


def ask_for_reminders_and_stop_them(page: Page, officer: User) -> None:
    page.goto("/wellbeing/settings/")
    page.get_by_label("Every week", exact=True).check()
    page.get_by_label("Day of the week, if every week").select_option("Thursday")
    page.get_by_role("button", name="Save reminders").click()
    expect(page.get_by_text("You are reminded every week")).to_be_visible()
    assert ReminderChoice.objects.get(person=officer).day == 4
    page.get_by_label("Never", exact=True).check()
    page.get_by_role("button", name="Save reminders").click()
    expect(page.get_by_text("You are not reminded.")).to_be_visible()


def pause_and_go_on(page: Page, officer: User) -> None:
    page.goto("/wellbeing/settings/")
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the day on which it goes on")
    until = timezone.localdate() + timedelta(days=30)
    for label, value in (("Day", until.day), ("Month", until.month), ("Year", until.year)):
        page.get_by_label(label, exact=True).fill(str(value))
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page.get_by_text("You have paused until")).to_be_visible()
    assert preference_of(officer).paused_until == until
    page.get_by_role("button", name="Go on now").click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()


def keep_the_history_and_let_it_go(page: Page, officer: User) -> None:
    page.goto("/wellbeing/settings/")
    page.get_by_role("button", name="Keep my history longer").click()
    expect(page.get_by_text("for as long as you want")).to_be_visible()
    assert preference_of(officer).keeps_history
    page.get_by_role("button", name="Let old answers go in time").click()
    expect(page.get_by_text("Old answers are removed in time.")).to_be_visible()


def leave_and_join_again(page: Page, officer: User) -> None:
    page.goto("/wellbeing/settings/")
    page.get_by_role("link", name="Leave check-ins").click()
    page.get_by_role("button", name="Leave check-ins").click()
    expect(page.get_by_text("Choose whether to keep or to erase it").first).to_be_visible()
    page.get_by_label("Keep it in my own history, for my eyes only").check()
    page.get_by_role("button", name="Leave check-ins").click()
    expect(page.get_by_role("heading", name="You have left check-ins")).to_be_visible()
    assert preference_of(officer).has_left
    page.get_by_role("button", name="Join again").click()
    expect(page.get_by_role("link", name="Leave check-ins")).to_be_visible()


def erase_everything(page: Page, officer: User) -> None:
    page.goto("/wellbeing/settings/")
    page.get_by_role("link", name="Erase everything that you have answered").click()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_text("Tick the box to show that you are sure").first).to_be_visible()
    page.get_by_label("Yes, erase everything that I have answered").check()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reminders, pause and leaving")
    assert list(open_answers(officer)) == []


USES: tuple[Use, ...] = (
    write_and_delete_a_note,
    read_and_take_away_the_history,
    ask_for_reminders_and_stop_them,
    pause_and_go_on,
    keep_the_history_and_let_it_go,
    leave_and_join_again,
    erase_everything,
)


def test_every_form_of_ones_own_can_be_used_without_script(
    transactional_db: None, open_for: OpenFor
) -> None:
    # One test for all, because each test with a live server gets the whole database afresh.
    officer = person_in(TeamFactory())
    years_of_check_ins(officer)
    page = open_for(officer, PHONE, script=False)
    for use in USES:
        use(page, officer)
        assert no_horizontal_overflow(page), use.__name__
