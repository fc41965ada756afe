"""A team with its unit and force, and the manager of the unit."""

import pytest
from django.test import Client

from organisation.models import Node, NodeKind, Role
from tests.factories.organisation import (
    TeamFactory,
    UnitFactory,
    person_in,
    place_above,
)
from tests.portal.trends.steps import client_of


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory(name="Red team", parent=UnitFactory(name="North unit"))
    return made


@pytest.fixture
def unit(team: Node) -> Node:
    return place_above(team, NodeKind.UNIT)


@pytest.fixture
def force(team: Node) -> Node:
    return place_above(team, NodeKind.FORCE)


@pytest.fixture
def manager(team: Node) -> Client:
    return client_of(person_in(team, Role.MANAGER))
