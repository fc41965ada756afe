"""An officer who may ask, in a team of a force."""

import pytest

from accounts.models import User
from organisation.models import Node
from tests.factories.organisation import TeamFactory, person_in


@pytest.fixture
def team(db: None) -> Node:
    return TeamFactory()


@pytest.fixture
def officer(team: Node) -> User:
    return person_in(team, first_name="Hannah", last_name="Okafor")
