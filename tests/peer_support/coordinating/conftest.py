"""A coordinator with a force, and people of it who wait for somebody."""

import pytest

from accounts.models import User
from organisation.models import Node, NodeKind, Role
from tests.factories.organisation import TeamFactory, person_in, place_above


@pytest.fixture
def team(db: None) -> Node:
    made: Node = TeamFactory()
    return made


@pytest.fixture
def force(team: Node) -> Node:
    return place_above(team, NodeKind.FORCE)


@pytest.fixture
def coordinator(team: Node) -> User:
    return person_in(team, Role.PEER_COORDINATOR, first_name="Yasmin", last_name="Haddad")
