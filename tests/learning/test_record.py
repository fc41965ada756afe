"""One's own record: due, in progress, done, and to take away."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from accounts.models import User
from learning.models import Completion, ModulePage
from learning.selectors import continue_learning, due_items
from learning.services import record_visit
from organisation.models import Membership, RassoRole
from tests.factories.learning import assign, complete, make_module, read_sections, section_keys
from tests.factories.organisation import TeamFactory, person_in

TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


def due(user: User) -> list[tuple[str, date, str]]:
    return [(item.title, item.due_on, item.state) for item in due_items(user, TODAY)]


def test_a_requirement_for_everyone_is_due(officer: User, module: ModulePage) -> None:
    assign(module, due_days=30)
    assert due(officer) == [("Listening", date(2026, 1, 31), "overdue")]


def test_the_most_pressing_comes_first_and_the_earliest_date_counts(officer: User) -> None:
    later, sooner, late = (make_module(name) for name in ("Later", "Sooner", "Late"))
    assign(later, due_on=date(2026, 9, 1))
    assign(sooner, due_on=date(2026, 3, 10))
    assign(late, due_on=date(2026, 5, 1))
    assign(late, due_on=date(2026, 2, 1))
    assert due(officer) == [
        ("Late", date(2026, 2, 1), "overdue"),
        ("Sooner", date(2026, 3, 10), "due_soon"),
        ("Later", date(2026, 9, 1), "due"),
    ]


def test_a_requirement_reaches_its_role_and_place_only(officer: User, module: ModulePage) -> None:
    mine = Membership.objects.get(person=officer)
    assign(module, audience_role=RassoRole.ANALYST)
    assign(module, node=TeamFactory())
    assert due(officer) == []
    assign(module, audience_role=RassoRole.INVESTIGATOR, node=mine.force)
    assert len(due(officer)) == 1


@pytest.mark.parametrize(
    "dates",
    [
        {"starts_on": TODAY + timedelta(days=1)},
        {"starts_on": date(2026, 1, 1), "withdrawn_on": TODAY},
    ],
)
def test_a_requirement_counts_from_its_start_until_it_is_withdrawn(
    officer: User, module: ModulePage, dates: dict[str, date]
) -> None:
    assign(module, **dates)
    assert due(officer) == []


def test_a_completed_module_is_no_longer_due(officer: User, module: ModulePage) -> None:
    assign(module)
    complete(officer, module, TODAY)
    assert due(officer) == []


def test_an_unpublished_module_is_no_longer_due(officer: User, module: ModulePage) -> None:
    assign(module)
    module.unpublish()
    assert due(officer) == []


def test_somebody_without_a_post_has_nothing_due(officer: User, module: ModulePage) -> None:
    assign(module)
    Membership.objects.filter(person=officer).update(ended_on=TODAY)
    assert due(officer) == []


def test_continue_names_the_section_that_was_open_last(officer: User, module: ModulePage) -> None:
    other = make_module("Other")
    now = TODAY
    with time_machine.travel(now, tick=False) as clock:
        read_sections(officer, module, 1)
        clock.shift(60)
        read_sections(officer, other, 1)
        clock.shift(60)
        from django.utils import timezone

        third = section_keys(module)[2]
        record_visit(person=officer, module=module, key=third, now=timezone.now())
    found = continue_learning(officer)
    assert found is not None
    assert (found.title, found.section_number, found.section_title) == ("Listening", 3, "Part 3")
    assert (found.seen, found.sections, found.minutes_left) == (1, 3, 4)


def test_there_is_nothing_to_continue_before_the_start_and_after_the_end(
    officer: User, module: ModulePage
) -> None:
    assert continue_learning(officer) is None
    read_sections(officer, module, 1)
    complete(officer, module, TODAY)
    assert continue_learning(officer) is None


def test_the_record_shows_due_begun_and_done(signed_in: Client, officer: User) -> None:
    names = ("Wanted", "Begun", "Finished")
    wanted, begun, finished = (make_module(name) for name in names)
    assign(wanted, due_on=date(2026, 3, 9))
    read_sections(officer, begun, 1)
    complete(officer, finished, date(2026, 2, 3))
    page = signed_in.get("/my/learning/").content.decode()
    assert [page.count(name) >= 1 for name in names] == [True] * 3
    assert "9 March 2026" in page
    assert "3 February 2026" in page
    assert "Due soon" in page


def test_an_empty_record_says_what_to_do(signed_in: Client) -> None:
    assert "Find a module" in signed_in.get("/my/learning/").content.decode()


def test_the_record_can_be_taken_away_as_csv_without_formulas(
    signed_in: Client, officer: User
) -> None:
    done = complete(officer, make_module("=1+1", slug="formula"), date(2026, 2, 3))
    text = signed_in.get("/my/learning.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[2][:5] == ["'=1+1", "Done", "", "2026-02-03", "1.0"]
    assert rows[2][5].replace("-", "") == done.verification_code


def test_the_record_can_be_taken_away_as_pdf(signed_in: Client, officer: User) -> None:
    complete(officer, make_module("Finished"), date(2026, 2, 3))
    assign(make_module("Wanted"), due_on=date(2026, 3, 9))
    response = signed_in.get("/my/learning.pdf")
    text = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert officer.get_full_name() in text
    assert "Finished" in text
    assert "9 March 2026" in text


def test_the_record_of_one_person_holds_nothing_of_another(
    signed_in: Client, module: ModulePage
) -> None:
    complete(person_in(TeamFactory()), module, TODAY)
    assert "Listening" not in signed_in.get("/my/learning/").content.decode()


def test_the_record_asks_no_more_questions_for_more_modules(
    signed_in: Client, officer: User, django_assert_max_num_queries: object
) -> None:
    for number in range(6):
        module = make_module(f"Module {number}")
        assign(module)
        if number % 2:
            complete(officer, module, TODAY)
    assert Completion.objects.count() == 3
    assert callable(django_assert_max_num_queries)
    with django_assert_max_num_queries(18):
        signed_in.get("/my/learning/")
    with django_assert_max_num_queries(17):
        signed_in.get("/learning/")
