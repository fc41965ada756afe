"""An empty directory, whatever the database began with, and people who keep it."""

import pytest

from accounts.models import User
from cms.models import SupportService
from organisation.models import Node, NodeKind, Role
from tests.factories.organisation import TeamFactory, person_in, place_above


@pytest.fixture
def empty_directory(db: None) -> None:
    """No entry at all."""
    SupportService.objects.all().delete()


@pytest.fixture
def team(db: None) -> Node:
    """A team of a force."""
    made: Node = TeamFactory()
    return made


@pytest.fixture
def force(team: Node) -> Node:
    """The force of the team."""
    return place_above(team, NodeKind.FORCE)


@pytest.fixture
def force_editor(team: Node) -> User:
    """Writes for the force."""
    return person_in(team, Role.EDITOR)
