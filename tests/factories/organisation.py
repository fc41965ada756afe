"""Makes places, memberships and roles for tests: one call a thing, whole trees where needed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from organisation.models import (
    ForceProfile,
    Membership,
    Node,
    NodeKind,
    Rank,
    RassoRole,
    Role,
    RoleGrant,
    SoteriaPhase,
)
from tests.factories.accounts import UserFactory

LONG_AGO = date(2020, 1, 1)
NATION_NAME = "England and Wales"
# Where a role is held when a test does not say: the place itself, or the level above it.
SCOPE_KIND = {
    Role.SUPERVISOR: NodeKind.TEAM,
    Role.MANAGER: NodeKind.UNIT,
    Role.NATIONAL: NodeKind.NATION,
    Role.CPS_PARTNER: NodeKind.NATION,
}


class NodeFactory(DjangoModelFactory):
    """A place of any kind; without a parent it makes the levels above it too."""

    class Meta:
        model = Node

    kind = NodeKind.TEAM
    name = factory.Sequence(lambda n: f"Place {n}")
    slug = factory.Sequence(lambda n: f"place-{n}")
    opened_on = LONG_AGO

    # factory_boy hands over whatever fields the caller named.
    @classmethod
    def _create(
        cls, model_class: type[Node], *args: Any, parent: Node | None = None, **kwargs: Any
    ) -> Node:
        kind = NodeKind(kwargs["kind"])
        if kind is NodeKind.NATION:
            return nation() if parent is None else model_class.add_root(**kwargs)
        above = parent or PARENT_MAKERS[kind]()
        node: Node = Node.objects.get(pk=above.pk).add_child(**kwargs)
        if kind is NodeKind.FORCE:
            ForceProfileFactory(node=node)
        return node


class ForceProfileFactory(DjangoModelFactory):
    """What a force has and other places have not."""

    class Meta:
        model = ForceProfile

    country = "England"
    cps_area = "South West"
    soteria_phase = SoteriaPhase.NATIONAL
    soteria_joined_on = date(2023, 7, 10)
    website = "https://force.example/"


class RegionFactory(NodeFactory):
    """A region of England, or Wales."""

    kind = NodeKind.REGION
    name = factory.Sequence(lambda n: f"Region {n}")
    slug = factory.Sequence(lambda n: f"region-{n}")


class ForceFactory(NodeFactory):
    """A force with its profile."""

    kind = NodeKind.FORCE
    name = factory.Sequence(lambda n: f"Force {n} Police")
    slug = factory.Sequence(lambda n: f"force-{n}")


class UnitFactory(NodeFactory):
    """A unit of a force."""

    kind = NodeKind.UNIT
    name = factory.Sequence(lambda n: f"Unit {n}")
    slug = factory.Sequence(lambda n: f"unit-{n}")


class TeamFactory(NodeFactory):
    """A team of a unit."""

    kind = NodeKind.TEAM
    name = factory.Sequence(lambda n: f"Team {n}")
    slug = factory.Sequence(lambda n: f"team-{n}")


def nation() -> Node:
    """Return the one root of the tree."""
    found = Node.objects.filter(kind=NodeKind.NATION).first()
    if found is not None:
        return found
    root: Node = Node.add_root(
        kind=NodeKind.NATION, name=NATION_NAME, slug="england-and-wales", opened_on=LONG_AGO
    )
    return root


PARENT_MAKERS: dict[NodeKind, Callable[[], Node]] = {
    NodeKind.REGION: nation,
    NodeKind.FORCE: RegionFactory,
    NodeKind.UNIT: ForceFactory,
    NodeKind.TEAM: UnitFactory,
}


def place_above(node: Node, kind: NodeKind) -> Node:
    """Return node itself or the place above it that is of the given kind."""
    if node.kind == kind:
        return node
    return Node.objects.above(node.path).get(kind=kind)


class RankFactory(DjangoModelFactory):
    """The rank of detective constable, made once."""

    class Meta:
        model = Rank
        django_get_or_create = ("short",)

    name = "Detective Constable"
    short = "DC"
    order = 14
    kind = Rank.Kind.OFFICER


class MembershipFactory(DjangoModelFactory):
    """A person at work in a team since long ago."""

    class Meta:
        model = Membership

    person = factory.SubFactory(UserFactory)
    node = factory.SubFactory(TeamFactory)
    force = factory.LazyAttribute(lambda made: place_above(made.node, NodeKind.FORCE))
    rank = factory.SubFactory(RankFactory)
    rasso_role = RassoRole.INVESTIGATOR
    # No number that a test would choose itself: in a long run the sequence meets every plain one.
    service_number = factory.Sequence("F{}".format)
    started_on = LONG_AGO


class RoleGrantFactory(DjangoModelFactory):
    """A role in force since long ago."""

    class Meta:
        model = RoleGrant

    person = factory.SubFactory(UserFactory)
    role = Role.SUPERVISOR
    scope = factory.SubFactory(TeamFactory)
    starts_on = LONG_AGO


def person_in(
    place: Node,
    role: Role | None = None,
    *,
    scope: Node | None = None,
    line_manager: User | None = None,
    **fields: Any,  # passed to the account as they come
) -> User:
    """Return a person who works in place, with role over scope.

    Without a scope: a supervisor holds the team, a manager the unit, the national team the
    nation, and every other role the force.
    """
    person: User = UserFactory(**fields)
    MembershipFactory(person=person, node=place, line_manager=line_manager)
    if role is not None:
        RoleGrantFactory(person=person, role=role, scope=scope or _usual_scope(place, role))
    return person


def _usual_scope(place: Node, role: Role) -> Node:
    kind = SCOPE_KIND.get(role, NodeKind.FORCE)
    levels = list(NodeKind)
    if levels.index(NodeKind(place.kind)) < levels.index(kind):
        return place
    return place_above(place, kind)
