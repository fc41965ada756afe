"""A force with a coordinator, and an officer who would like to listen."""

import pytest

from accounts.models import User
from organisation.models import Node, Role
from tests.factories.organisation import TeamFactory, person_in


@pytest.fixture
def team(db: None) -> Node:
    made: Node = TeamFactory()
    return made


@pytest.fixture
def coordinator(team: Node) -> User:
    return person_in(team, Role.PEER_COORDINATOR, first_name="Yasmin", last_name="Haddad")


@pytest.fixture
def officer(team: Node) -> User:
    return person_in(team, first_name="Hannah", last_name="Okafor")
