"""A record and the list of a line are marked by what they name, also in a spreadsheet."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from cms.models import Marking
from learning.models import ModulePage
from organisation.models import Membership, Node, RassoRole, Role
from tests.factories.changes import make_changed_page
from tests.factories.learning import assign, complete, make_module, republish
from tests.factories.organisation import TeamFactory, person_in
from tests.learning.marked import edges_of, markings_of, rows_of_workbook

SENSITIVE = "OFFICIAL-SENSITIVE"
RECORD_CSV = "/my/learning.csv"
TEAM, TEAM_CSV, TEAM_XLSX = "/team/learning/", "/team/learning.csv", "/team/learning.xlsx"
FOR_INVESTIGATORS: dict[str, Any] = {
    "marking": Marking.OFFICIAL_SENSITIVE,
    "audience_roles": [RassoRole.INVESTIGATOR],
}


@pytest.fixture
def place(db: None) -> Node:
    team: Node = TeamFactory()
    return team


@pytest.fixture
def sensitive(db: None) -> ModulePage:
    """A module that investigators may read, and others may not."""
    return make_module("Zebra listening", **FOR_INVESTIGATORS)


def first_cells(client: Client) -> list[object]:
    """The first column of the workbook of a line."""
    return [row[0] for row in rows_of_workbook(client, TEAM_XLSX)]


def test_the_record_for_a_spreadsheet_is_marked_above_and_below(
    signed_in: Client, officer: User, sensitive: ModulePage, module: ModulePage
) -> None:
    complete(officer, module, date(2026, 3, 4))
    assert edges_of(signed_in, RECORD_CSV) == [["OFFICIAL"], ["OFFICIAL"]]
    complete(officer, sensitive, date(2026, 3, 5))
    assert edges_of(signed_in, RECORD_CSV) == [[SENSITIVE], [SENSITIVE]]
    # What was learned under a marking keeps it.
    sensitive.marking = Marking.OFFICIAL
    republish(sensitive)
    assert markings_of(signed_in, f"/learning/{sensitive.slug}/") == ["OFFICIAL", "OFFICIAL"]
    assert edges_of(signed_in, RECORD_CSV) == [[SENSITIVE], [SENSITIVE]]


def test_a_sensitive_page_to_confirm_marks_the_record(signed_in: Client, officer: User) -> None:
    make_changed_page("Open page")
    assert edges_of(signed_in, RECORD_CSV) == [["OFFICIAL"], ["OFFICIAL"]]
    make_changed_page("Zebra page", **FOR_INVESTIGATORS)
    page = signed_in.get("/my/learning/").content.decode()
    assert "Zebra page" in page
    assert markings_of(signed_in, "/my/learning/") == [SENSITIVE, SENSITIVE]
    assert edges_of(signed_in, RECORD_CSV) == [[SENSITIVE], [SENSITIVE]]


@pytest.mark.parametrize("kind", ["module", "page"])
def test_the_list_of_a_line_is_marked_for_those_who_see_the_title_and_hides_it_from_others(
    client: Client, place: Node, kind: str
) -> None:
    person_in(place, first_name="Anna")
    supervisor = person_in(place, Role.SUPERVISOR)
    if kind == "module":
        assign(make_module("Zebra listening", **FOR_INVESTIGATORS))
    else:
        make_changed_page("Zebra listening", **FOR_INVESTIGATORS)
    client.force_login(supervisor)
    assert markings_of(client, TEAM) == [SENSITIVE, SENSITIVE]
    assert edges_of(client, TEAM_CSV) == [[SENSITIVE], [SENSITIVE]]
    assert "Zebra" in client.get(TEAM_CSV).content.decode()
    assert first_cells(client)[0] == first_cells(client)[-1] == SENSITIVE
    Membership.objects.filter(person=supervisor).update(rasso_role=RassoRole.ANALYST)
    assert "app-marked__edge" not in client.get(TEAM).content.decode()
    assert edges_of(client, TEAM_CSV) == [["OFFICIAL"], ["OFFICIAL"]]
    assert first_cells(client)[0] == "OFFICIAL"
    for address in (TEAM, TEAM_CSV):
        answer = client.get(address).content.decode()
        assert "Anna" in answer
        assert "Zebra" not in answer
    assert "Zebra" not in str(rows_of_workbook(client, TEAM_XLSX))


def test_a_list_that_was_narrowed_to_the_rest_is_marked_by_what_is_in_it(
    client: Client, place: Node, officer: User, module: ModulePage, sensitive: ModulePage
) -> None:
    anna = person_in(place, first_name="Anna")
    complete(anna, module, date(2026, 3, 4))
    complete(anna, sensitive, date(2026, 3, 4))
    client.force_login(person_in(place, Role.SUPERVISOR))
    assert edges_of(client, f"{TEAM_CSV}?module={module.slug}") == [["OFFICIAL"], ["OFFICIAL"]]
    assert edges_of(client, f"{TEAM_CSV}?module={sensitive.slug}") == [[SENSITIVE], [SENSITIVE]]
    # The page still offers the title to narrow by.
    assert markings_of(client, f"{TEAM}?module={module.slug}") == [SENSITIVE, SENSITIVE]
