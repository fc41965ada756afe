"""Supervisors and managers see their own line: done, in progress, due, overdue. Nobody else's."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from learning.models import ModulePage
from learning.selectors.team import TeamFilters, team_learning
from organisation.models import Membership, Node, Role, RoleGrant
from tests.factories.learning import assign, complete, make_module, read_sections, take_quiz
from tests.factories.organisation import MembershipFactory, TeamFactory, person_in

TODAY = date(2026, 3, 1)
URL = "/team/learning/"


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def place(db: None) -> Node:
    team: Node = TeamFactory(name="Harbour team")
    return team


@pytest.fixture
def supervisor(place: Node) -> User:
    return person_in(place, Role.SUPERVISOR)


@pytest.fixture
def anna(place: Node) -> User:
    return person_in(place, first_name="Anna", last_name="Able")


@pytest.fixture
def view(client: Client, supervisor: User) -> Client:
    client.force_login(supervisor)
    return client


def names(viewer: User, **filters: str) -> list[str]:
    return [person.name for person in team_learning(viewer, TeamFilters(**filters), TODAY).people]


def test_each_state_is_shown_with_its_date(view: Client, anna: User) -> None:
    late, soon, begun, done = (make_module(name) for name in ("Late", "Soon", "Begun", "Done it"))
    assign(late, due_on=date(2026, 2, 1))
    assign(soon, due_on=date(2026, 3, 20))
    read_sections(anna, begun, 1)
    complete(anna, done, date(2026, 2, 14))
    page = view.get(URL).content.decode()
    for words in ("Late, since 1 February 2026", "Soon, by 20 March 2026", "Begun"):
        assert words in page
    assert "Done it, 14 February 2026" in page
    assert "1 overdue, 1 due" in page


def test_scores_answers_and_attempts_are_never_shown(
    view: Client, anna: User, module: ModulePage
) -> None:
    take_quiz(anna, module, right=False)
    take_quiz(anna, module)
    for path in (URL, "/team/learning.csv"):
        page = view.get(path).content.decode()
        assert "Anna Able" in page
        assert "100" not in page
        assert "ttempt" not in page.replace("never scores, answers or attempts", "")


def test_a_foreign_team_is_not_shown(supervisor: User, anna: User) -> None:
    person_in(TeamFactory(), first_name="Zoe", last_name="Foreign")
    assert names(supervisor) == ["Anna Able"]


def test_a_mover_is_shown_to_the_new_supervisor_only(
    supervisor: User, anna: User, place: Node
) -> None:
    elsewhere = TeamFactory()
    other = person_in(elsewhere, Role.SUPERVISOR)
    Membership.objects.filter(person=anna).update(ended_on=TODAY)
    MembershipFactory(person=anna, node=elsewhere, started_on=TODAY)
    assert names(supervisor) == []
    assert names(other) == ["Anna Able"]


def test_a_leaver_is_no_longer_shown(supervisor: User, anna: User) -> None:
    Membership.objects.filter(person=anna).update(ended_on=TODAY)
    assert names(supervisor) == []


@pytest.mark.parametrize("change", [{"ends_on": TODAY}, {"revoked_at": "2026-02-01T00:00Z"}])
def test_an_ended_grant_shows_nobody(
    view: Client, supervisor: User, anna: User, change: dict[str, object]
) -> None:
    RoleGrant.objects.filter(person=supervisor).update(**change)
    assert view.get(URL).status_code == 403
    assert view.get("/team/learning.csv").status_code == 403


def test_a_manager_sees_every_team_of_the_unit(place: Node, anna: User) -> None:
    manager = person_in(place, Role.MANAGER)
    sister = Node.objects.get(pk=place.pk).get_parent()
    assert sister is not None
    person_in(TeamFactory(parent=sister), first_name="Ben", last_name="Baker")
    assert names(manager) == ["Anna Able", "Ben Baker"]


@pytest.mark.parametrize("role", [None, Role.FORCE_ADMIN, Role.NATIONAL, Role.WELLBEING_LEAD])
@pytest.mark.parametrize("path", [URL, "/team/learning.csv", "/team/learning.xlsx"])
def test_others_are_refused(client: Client, place: Node, role: Role | None, path: str) -> None:
    client.force_login(person_in(place, role))
    assert client.get(path).status_code == 403


def test_filters_narrow_by_team_module_and_state(
    supervisor: User, anna: User, place: Node, module: ModulePage
) -> None:
    ben = person_in(place, first_name="Ben", last_name="Baker")
    other = make_module("Other")
    assign(module, due_on=date(2026, 2, 1))
    complete(ben, module, TODAY)
    complete(ben, other, TODAY)
    assert names(supervisor, state="overdue") == ["Anna Able"]
    assert names(supervisor, state="done") == ["Ben Baker"]
    assert names(supervisor, module="other") == ["Ben Baker"]
    assert names(supervisor, team=place.slug) == ["Anna Able", "Ben Baker"]
    assert names(supervisor, team="elsewhere") == []


def test_a_filter_that_nobody_fits_says_what_to_do(view: Client, anna: User) -> None:
    page = view.get(URL, {"state": "overdue"}).content.decode()
    assert "Nobody fits these filters" in page
    assert view.get(URL, {"state": "nonsense", "page": "x"}).status_code == 200


def test_long_lists_come_in_pages_that_keep_the_filter(view: Client, place: Node) -> None:
    module = make_module()
    assign(module, due_on=date(2026, 2, 1))
    for _number in range(26):
        person_in(place)
    first = view.get(URL, {"state": "overdue"}).content.decode()
    assert first.count("govuk-summary-card__title-wrapper") == 25
    assert "state=overdue&amp;page=2" in first
    second = view.get(URL, {"state": "overdue", "page": "2"}).content.decode()
    assert second.count("govuk-summary-card__title-wrapper") == 1


def test_exports_hold_the_filtered_list_as_text(view: Client, place: Node) -> None:
    person_in(place, first_name="=Cmd", last_name="Person")
    module = make_module("Late")
    assign(module, due_on=date(2026, 2, 1))
    text = view.get("/team/learning.csv", {"state": "overdue"}).content.decode("utf-8-sig")
    expected = ["'=Cmd Person", "Harbour team", "Late", "Overdue", "2026-02-01", ""]
    assert list(csv.reader(StringIO(text)))[2:-1] == [expected]
    book = load_workbook(BytesIO(view.get("/team/learning.xlsx").content))
    assert book.active is not None
    row = next(iter(book.active.iter_rows(min_row=3, values_only=True)))
    assert row[:4] == ("'=Cmd Person", "Harbour team", "Late", "Overdue")


def test_the_page_asks_no_more_questions_for_more_people(
    view: Client, place: Node, django_assert_max_num_queries: object
) -> None:
    module = make_module()
    assign(module)
    for number in range(40):
        person = person_in(place)
        if number % 3 == 0:
            complete(person, module, TODAY)
    assert callable(django_assert_max_num_queries)
    with django_assert_max_num_queries(15):
        view.get(URL)
    with django_assert_max_num_queries(15):
        view.get("/team/learning.csv")
