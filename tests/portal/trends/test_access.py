"""Who sees whose trends, and that a foreign place looks like none."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisation.models import Node, NodeKind, Role
from tests.factories.accounts import UserFactory
from tests.factories.disclosure import close_months
from tests.factories.organisation import (
    ForceFactory,
    TeamFactory,
    UnitFactory,
    nation,
    person_in,
    place_above,
)
from tests.portal.trends.steps import (
    ZIGZAG,
    address,
    client_of,
    statuses,
)
from tests.support.answers import same_words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "level"),
    [
        (Role.SUPERVISOR, NodeKind.TEAM),
        (Role.MANAGER, NodeKind.UNIT),
        (Role.WELLBEING_LEAD, NodeKind.FORCE),
    ],
)
def test_a_place_its_parts_and_what_is_above_it_are_seen_and_never_a_neighbour(
    team: Node, role: Role, level: NodeKind
) -> None:
    client = client_of(person_in(team, role))
    line = [place_above(team, kind) for kind in NodeKind]
    assert statuses(client, line) == [200] * 5
    beside = place_above(team, level).get_parent()
    factory = {
        NodeKind.TEAM: TeamFactory,
        NodeKind.UNIT: UnitFactory,
        NodeKind.FORCE: ForceFactory,
    }[level]
    neighbour = factory(parent=beside)
    assert statuses(client, [neighbour, TeamFactory()]) == [404, 404]


def test_the_national_team_sees_forces_and_what_is_above_them_and_nothing_below(
    team: Node,
) -> None:
    client = client_of(person_in(team, Role.NATIONAL))
    line = [place_above(team, kind) for kind in NodeKind]
    assert statuses(client, line) == [200, 200, 200, 404, 404]
    assert statuses(client, [ForceFactory()]) == [200]


@pytest.mark.parametrize(
    "role",
    [
        None,
        Role.PEER_SUPPORTER,
        Role.PEER_COORDINATOR,
        Role.SAFEGUARDING_LEAD,
        Role.EDITOR,
        Role.APPROVER,
        Role.FORCE_ADMIN,
        Role.CPS_PARTNER,
        Role.DPO,
    ],
)
def test_nobody_else_sees_any_trend(team: Node, role: Role | None) -> None:
    client = client_of(person_in(team, role))
    addresses = [
        reverse("portal:trends"),
        reverse("portal:trends_guide"),
        address(team),
        reverse("portal:trend_figures", args=[team.slug]),
        reverse("portal:trend", args=["no-such-place"]),
    ]
    assert [client.get(one).status_code for one in addresses] == [403] * 5
    assert client.get(reverse("portal:how_we_know")).status_code == 200


def test_a_superuser_has_no_right_of_their_own(team: Node) -> None:
    client = client_of(UserFactory(superuser=True))
    assert client.get(reverse("portal:trends")).status_code == 403
    assert client.get(address(team)).status_code == 403


def test_a_foreign_place_answers_like_one_that_does_not_exist(manager: Client) -> None:
    foreign = manager.get(address(TeamFactory()))
    missing = manager.get(reverse("portal:trend", args=["no-such-place"]))
    assert (foreign.status_code, same_words(foreign)) == (404, same_words(missing))


def test_navigation_offers_trends_to_those_who_may_see_them(team: Node, manager: Client) -> None:
    link = f'href="{reverse("portal:trends")}"'
    assert link in manager.get("/cookies/").content.decode()
    assert link not in client_of(person_in(team)).get("/cookies/").content.decode()


def test_the_list_follows_the_tree_and_shows_no_figure(team: Node, unit: Node) -> None:
    TeamFactory(name="Blue team", parent=unit)
    TeamFactory(name="Not mine")
    close_months(team, *ZIGZAG)
    page = client_of(person_in(team, Role.MANAGER)).get(reverse("portal:trends"))
    names = [
        listed.place.name
        for part in (page.context["places"].own, page.context["places"].others)
        for listed in part
    ]
    assert names[:3] == ["North unit", "Red team", "Blue team"]
    assert names[3] == nation().name
    assert len(names) == 6
    assert not re.search(r">\s*(59|60|61)\s*<", page.content.decode())


def test_the_list_takes_as_many_queries_for_many_places_as_for_few(
    team: Node, unit: Node, manager: Client
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            manager.get(reverse("portal:trends"))
        return len(queries)

    manager.get(reverse("portal:trends"))  # the session writes down that it lives
    few = count()
    for _one in range(5):
        TeamFactory(parent=unit)
    assert count() == few
