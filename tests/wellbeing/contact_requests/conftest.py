"""An officer who may ask, in a force whose peer support coordinator answers."""

import pytest

from accounts.models import User
from organisation.models import Node, NodeKind, Role
from tests.factories.organisation import TeamFactory, person_in, place_above


@pytest.fixture
def team(db: None) -> Node:
    return TeamFactory()


@pytest.fixture
def force(team: Node) -> Node:
    return place_above(team, NodeKind.FORCE)


@pytest.fixture
def officer(team: Node) -> User:
    return person_in(team, first_name="Hannah", last_name="Okafor")


@pytest.fixture
def coordinator(team: Node) -> User:
    return person_in(team, Role.PEER_COORDINATOR, first_name="Yasmin", last_name="Haddad")
