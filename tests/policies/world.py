"""Two forces alike, and somebody in each role in the first: whom the matrix of rights walks."""

from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from cms.vocabulary import Marking
from learning.models import ModulePage
from organisation.models import Node, NodeKind, Role, RoleGrant
from privacy.models import ConsentText
from privacy.services.consent import publish_consent_text
from tests.factories.accounts import UserFactory
from tests.factories.learning import make_module
from tests.factories.organisation import RoleGrantFactory, TeamFactory, person_in, place_above

OFFICER = "officer"
SUPERUSER = "superuser"
NOBODYS = UUID("00000000-0000-4000-8000-000000000000")


@dataclass
class Place:
    """One force as far as the matrix needs it: a team, a colleague in it and a grant."""

    team: Node
    colleague: User
    grant: RoleGrant

    @property
    def force(self) -> Node:
        """The force that the team is part of."""
        return place_above(self.team, NodeKind.FORCE)


@dataclass
class World:
    """people: one for each role, in the home force, by the role's code.

    hidden_module: marked OFFICIAL-SENSITIVE, for an audience that none of the people is in.
    """

    home: Place
    foreign: Place
    module: ModulePage
    hidden_module: ModulePage
    consent_text: ConsentText
    people: dict[str, User] = field(default_factory=dict)


def _build_place() -> Place:
    team = TeamFactory()
    colleague = person_in(team)
    grant = RoleGrantFactory(
        person=colleague, role=Role.WELLBEING_LEAD, scope=place_above(team, NodeKind.FORCE)
    )
    return Place(team=team, colleague=colleague, grant=grant)


def build_world() -> World:
    """Return a home force, a foreign one, and somebody in every role."""
    home, foreign = _build_place(), _build_place()
    world = World(
        home=home,
        foreign=foreign,
        module=make_module("Open to all"),
        hidden_module=make_module(
            "Closed to most", marking=Marking.OFFICIAL_SENSITIVE, audience_roles=["sio"]
        ),
        consent_text=publish_consent_text(
            slug="matrix", title="A text", body="Words.", now=timezone.now()
        ),
    )
    world.people = {role.value: person_in(home.team, role) for role in Role}
    world.people[OFFICER] = person_in(home.team)
    world.people[SUPERUSER] = UserFactory(superuser=True)
    return world
