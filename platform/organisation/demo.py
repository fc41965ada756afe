"""Fills the demo with the 43 forces, and three of them with invented units, teams and people."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, islice

from django.utils.text import slugify

from accounts.models import User
from organisation.demo_content import (
    FIRST_NAMES,
    FORCES,
    LARGER,
    LAST_NAMES,
    NATIONAL_ROLES,
    PLACES,
    DemoPlace,
    DemoTeam,
    DemoUnit,
)
from organisation.models import Membership, Node, NodeKind, Rank, RassoRole, Role
from organisation.services.membership import Post, join_force
from organisation.services.reference_data import load_reference_data
from organisation.services.roles import appoint, grant_role
from organisation.services.tree import add_place

# Long before the first of the months that the demo of wellbeing tells of.
OPENED = date(2022, 1, 10)
JOINED = date(2022, 3, 7)
FIRST_NUMBER = 2001
# Which of the invented people are the first of the larger teams.
LARGER_FROM = 100


@dataclass(frozen=True)
class Cast:
    """What every step draws on: the next invented person, and the ranks by their short names."""

    invented: Iterator[tuple[str, str, str]]
    ranks: dict[str, Rank]


def seed(report: Callable[[str], None]) -> None:
    """Make everything once; a second run finds it and changes nothing."""
    load_reference_data()
    if Membership.objects.exists():
        report("Forces: there already")
        return
    ranks = Rank.objects.in_bulk(field_name="short")
    _seed_first(Cast(_invented_people(), ranks))
    _seed_larger(Cast(islice(_invented_people(), LARGER_FROM, None), ranks))
    report(f"Forces: 43, three of them with {Membership.objects.count()} people")


def _seed_first(cast: Cast) -> None:
    """Make the places and people that the other packages' demos tell of, and the accounts."""
    nation = Node.objects.get(kind=NodeKind.NATION)
    national = _account("national")
    appoint(person=national, role=Role.NATIONAL, scope=nation, starts_on=JOINED)
    for name, role in NATIONAL_ROLES:
        grant_role(actor=national, person=_account(name), role=role, scope=nation, starts_on=JOINED)
    for slug, units in FORCES.items():
        for unit in units:
            _seed_unit(Node.objects.get(slug=slug), unit, cast)
    _seed_accounts(national, cast)


def _seed_larger(cast: Cast) -> None:
    """Add the larger teams, to units that are there and to new ones."""
    for slug, units in LARGER.items():
        force = Node.objects.get(slug=slug)
        for unit in units:
            place = force.get_children().filter(name=unit.name).first()
            if place is None:
                _seed_unit(force, unit, cast)
                continue
            manager = Membership.objects.filter(node=place, rasso_role=RassoRole.SIO).earliest("pk")
            for team in unit.teams:
                _seed_team(force, place, team, manager.person, cast)


def _account(name: str) -> User:
    return User.objects.get(email=f"{name}@demo.example")


def _invented_people() -> Iterator[tuple[str, str, str]]:
    """Yield first name, last name and number, no full name twice for a thousand people."""
    for number in count():
        first = FIRST_NAMES[number % len(FIRST_NAMES)]
        last = LAST_NAMES[(number * 7 + number // len(LAST_NAMES)) % len(LAST_NAMES)]
        yield first, last, str(FIRST_NUMBER + number)


def _seed_unit(force: Node, unit: DemoUnit, cast: Cast) -> None:
    place = add_place(parent=force, name=unit.name, opened_on=OPENED, actor=None)
    manager = _join(Post(place, cast.ranks["DI"], RassoRole.SIO, ""), force, cast)
    appoint(person=manager, role=Role.MANAGER, scope=place, starts_on=JOINED)
    for team in unit.teams:
        _seed_team(force, place, team, manager, cast)


def _seed_team(force: Node, unit: Node, team: DemoTeam, manager: User, cast: Cast) -> None:
    place = add_place(parent=unit, name=team.name, opened_on=OPENED, actor=None)
    lead = Post(place, cast.ranks["DS"], RassoRole.SUPERVISOR, "", manager)
    supervisor = _join(lead, force, cast)
    appoint(person=supervisor, role=Role.SUPERVISOR, scope=place, starts_on=JOINED)
    for number in range(team.people - 1):
        rasso_role = team.roles[number % len(team.roles)]
        rank = cast.ranks["T/DC" if number % 4 == 0 else "DC"]
        _join(Post(place, rank, rasso_role, "", supervisor), force, cast)


def _join(post: Post, force: Node, cast: Cast) -> User:
    """Make an account that nobody can sign in to yet, and let it start."""
    first, last, number = next(cast.invented)
    email = f"{slugify(first)}.{slugify(last)}@{force.slug}.example"
    person = User.objects.create_user(email, None, first_name=first, last_name=last)
    join_force(
        actor=None,
        person=person,
        post=replace(post, service_number=number),
        started_on=JOINED,
    )
    return person


def _seed_accounts(national: User, cast: Cast) -> None:
    """Put the demo accounts in their places; managers come before those whom they manage."""
    managers: dict[int, User] = {}
    for demo in PLACES:
        place = _place(demo)
        person = _account(demo.account)
        above = managers.get(place.pk) or managers.get(place.get_parent().pk)
        _first, _last, number = next(cast.invented)
        post = Post(place, cast.ranks[demo.rank], demo.rasso_role, number, above)
        join_force(actor=None, person=person, post=post, started_on=JOINED)
        if demo.role in {Role.MANAGER, Role.SUPERVISOR}:
            managers[place.pk] = person
        if demo.role is not None:
            _give(national, person, demo.role, place)


def _place(demo: DemoPlace) -> Node:
    return Node.objects.filter(slug=demo.place).first() or Node.objects.get(name=demo.place)


def _give(national: User, person: User, role: Role, place: Node) -> None:
    """The national team names the administrator, who gives the other roles of the force."""
    force = Node.objects.above(place.path).get(kind=NodeKind.FORCE)
    scope = place if role in {Role.MANAGER, Role.SUPERVISOR} else force
    actor = national if role == Role.FORCE_ADMIN else _account("forceadmin")
    grant_role(actor=actor, person=person, role=role, scope=scope, starts_on=JOINED)
