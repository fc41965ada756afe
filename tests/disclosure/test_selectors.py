"""What may be read of published figures, and where the people of a hidden place are counted."""

from datetime import date

import pytest
from django.utils import timezone

from disclosure.models import Closing
from disclosure.selectors import (
    cells_and_roles,
    cells_of,
    closed_periods,
    counted_in,
    counted_where,
)
from organisation.models import Node, NodeKind
from organisation.services.tree import move_place
from tests.factories.disclosure import COLLECTION, PULSE, cell, close_month, month
from tests.factories.organisation import TeamFactory, UnitFactory, place_above

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory()
    return made


@pytest.fixture
def unit(team: Node) -> Node:
    return place_above(team, NodeKind.UNIT)


@pytest.fixture
def force(team: Node) -> Node:
    return place_above(team, NodeKind.FORCE)


def where(place: Node) -> dict[date, str]:
    return {
        period: found.name for period, found in counted_where(COLLECTION, place.pk, PULSE).items()
    }


def test_only_closed_months_of_the_collection_are_named_in_order() -> None:
    close_month(month(1))
    close_month(month(0))
    close_month(month(2), collection="other")
    Closing.objects.create(
        collection=COLLECTION,
        period=month(3),
        state=Closing.State.FAILED,
        closed_at=timezone.now(),
    )
    assert closed_periods(COLLECTION) == [month(0), month(1)]


def test_figures_come_by_month_place_and_role(team: Node, unit: Node) -> None:
    close_month(month(0), cell(team, 60), cell(unit, 61), cell(unit, 62, role="analyst", people=30))
    close_month(month(1), cell(team, 63), cell(team, 40, measure="phq4.total"))
    assert [one.mean for one in cells_of(COLLECTION, [team.pk], PULSE)] == [60, 63]
    assert [one.mean for one in cells_of(COLLECTION, [team.pk, unit.pk], PULSE)] == [61, 60, 63]
    assert [one.mean for one in cells_of(COLLECTION, [unit.pk], PULSE, role="analyst")] == [62]
    for period, roles in ((month(0), ["", "analyst"]), (month(1), [""]), (None, [""])):
        found = cells_and_roles(COLLECTION, unit.pk, PULSE, roles_in=period)
        assert [one.role for one in found] == roles


def test_a_hidden_place_is_counted_in_the_nearest_published_one_above(
    team: Node, unit: Node, force: Node
) -> None:
    close_month(month(0), cell(unit, 60), cell(force, 60))
    close_month(month(1), cell(force, 60))
    close_month(month(2))
    assert where(team) == {month(0): unit.name, month(1): force.name}
    assert counted_in(COLLECTION, team.pk, month(1), PULSE) == force.name
    assert counted_in(COLLECTION, team.pk, month(2), PULSE) is None


def test_another_measure_or_a_figure_of_a_role_does_not_count(team: Node, unit: Node) -> None:
    close_month(
        month(0),
        cell(unit, 60, measure="phq4.total"),
        cell(unit, 60, role="analyst", people=30),
    )
    assert where(team) == {}


def test_above_is_where_the_tree_stood_in_that_month(team: Node, unit: Node, force: Node) -> None:
    other = UnitFactory(parent=force)
    first, second = date(2026, 8, 1), date(2026, 9, 1)
    move_place(node=team, parent=other, effective_on=date(2026, 9, 10), actor=None)
    close_month(first, cell(unit, 60), cell(other, 60))
    close_month(second, cell(unit, 60), cell(other, 60))
    assert where(team) == {first: unit.name, second: other.name}


def test_the_nation_is_counted_nowhere_else(team: Node) -> None:
    close_month(month(0))
    assert where(place_above(team, NodeKind.NATION)) == {}
