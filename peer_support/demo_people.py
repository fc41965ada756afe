"""The people of the demo's forces who have none yet, and who coordinates there; by the services."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from django.utils.text import slugify

from accounts.models import User
from organisation.demo import JOINED, OPENED
from organisation.demo_content import FIRST_NAMES, LAST_NAMES
from organisation.models import Membership, Node, Rank, RassoRole, Role, RoleGrant
from organisation.services.membership import Post, join_force
from organisation.services.roles import appoint
from organisation.services.tree import add_place
from peer_support.demo_content import (
    MAIN_FORCE,
    NAMES_FROM,
    NEW_FORCES,
    PEOPLE_IN_TEAM,
    PEOPLED,
    TEAMS,
    UNIT,
)

FIRST_NUMBER = 7001
Names = Iterator[tuple[int, str, str]]


def seed_people() -> None:
    """Fill the forces that have nobody, and name a coordinator in every force of the story."""
    names = _names()
    ranks = Rank.objects.in_bulk(field_name="short")
    for slug in NEW_FORCES:
        force = Node.objects.get(slug=slug)
        if not Membership.objects.filter(force=force).exists():
            _fill(force, ranks, names)
    for slug in (*PEOPLED, *NEW_FORCES):
        _coordinator(Node.objects.get(slug=slug), ranks, names)
    # Nobody opens a conversation alone: the one with an account needs a second.
    home = Node.objects.get(slug=MAIN_FORCE)
    second = _join(Post(home, ranks["DCI"], RassoRole.MANAGER, ""), home, names)
    appoint(person=second, role=Role.SAFEGUARDING_LEAD, scope=home, starts_on=JOINED)


def coordinator_of(force: Node) -> User:
    """Return who looks after the supporters of the force."""
    grants = RoleGrant.objects.filter(role=Role.PEER_COORDINATOR, scope=force)
    return grants.select_related("person").earliest("pk").person


def _fill(force: Node, ranks: dict[str, Rank], names: Names) -> None:
    unit = add_place(parent=force, name=UNIT, opened_on=OPENED, actor=None)
    manager = _join(Post(unit, ranks["DI"], RassoRole.SIO, ""), force, names)
    appoint(person=manager, role=Role.MANAGER, scope=unit, starts_on=JOINED)
    for name in TEAMS:
        team = add_place(parent=unit, name=name, opened_on=OPENED, actor=None)
        lead = Post(team, ranks["DS"], RassoRole.SUPERVISOR, "", manager)
        supervisor = _join(lead, force, names)
        appoint(person=supervisor, role=Role.SUPERVISOR, scope=team, starts_on=JOINED)
        member = Post(team, ranks["DC"], RassoRole.INVESTIGATOR, "", supervisor)
        for _number in range(PEOPLE_IN_TEAM - 1):
            _join(member, force, names)


def _coordinator(force: Node, ranks: dict[str, Rank], names: Names) -> None:
    if RoleGrant.objects.filter(role=Role.PEER_COORDINATOR, scope=force).exists():
        return
    person = _join(Post(force, ranks["WBL"], RassoRole.OTHER, ""), force, names)
    appoint(person=person, role=Role.PEER_COORDINATOR, scope=force, starts_on=JOINED)


def _join(post: Post, force: Node, names: Names) -> User:
    """Make an account that nobody can sign in to, and let it start."""
    number, first, last = next(names)
    email = f"{slugify(first)}.{slugify(last)}@{force.slug}.example"
    person = User.objects.create_user(email, None, first_name=first, last_name=last)
    numbered = replace(post, service_number=str(FIRST_NUMBER + number))
    join_force(actor=None, person=person, post=numbered, started_on=JOINED)
    return person


def _names() -> Names:
    """Yield a number and a full name; none that the demos before this one have."""
    for number in count(NAMES_FROM):
        first = FIRST_NAMES[number % len(FIRST_NAMES)]
        last = LAST_NAMES[(number * 7 + number // len(LAST_NAMES)) % len(LAST_NAMES)]
        yield number, first, last
