"""Two forces alike, each with an editor who has entered the CMS once."""

from dataclasses import dataclass

import pytest
from django.test import Client

from accounts.models import User
from cms.models import LocalPlace
from cms.services.local_places import local_place_of
from organisation.models import Node, Role
from tests.factories.accounts import UserFactory
from tests.factories.organisation import ForceFactory, RoleGrantFactory, TeamFactory, person_in


@dataclass
class WritingForce:
    """A force, its editor and approver, an officer of it, and where it writes."""

    force: Node
    editor: User
    approver: User
    officer: User
    place: LocalPlace


def make_force(name: str) -> WritingForce:
    """A force with somebody in each part, as if its editor had entered the CMS."""
    force = ForceFactory(name=name)
    team = TeamFactory(parent=force.add_child(**_unit(force)))
    editor, approver = UserFactory(), UserFactory()
    RoleGrantFactory(person=editor, role=Role.EDITOR, scope=force)
    RoleGrantFactory(person=approver, role=Role.APPROVER, scope=force)
    return WritingForce(force, editor, approver, person_in(team), local_place_of(force))


def _unit(force: Node) -> dict[str, object]:
    return {
        "kind": "unit",
        "name": f"Unit of {force.name}",
        "slug": f"unit-of-{force.slug}",
        "opened_on": force.opened_on,
    }


@pytest.fixture
def ours(db: None) -> WritingForce:
    """The force of the editor whom the test is about."""
    return make_force("Our Police")


@pytest.fixture
def theirs(db: None) -> WritingForce:
    """Another force, whose words are nobody else's."""
    return make_force("Their Police")


@pytest.fixture
def at_desk(ours: WritingForce) -> Client:
    """A browser in which our editor has signed in."""
    client = Client()
    client.force_login(ours.editor)
    return client


@pytest.fixture
def outsiders(
    theirs: WritingForce, editor: User, superuser: User, cps_partner: User, stranger: User
) -> tuple[User, ...]:
    """Everyone whom the words of our force do not concern."""
    return (theirs.officer, theirs.editor, editor, superuser, cps_partner, stranger)
