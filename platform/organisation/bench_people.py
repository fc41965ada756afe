"""Fills a benchmark's database with places and people, in bulk: 43 forces, teams of twenty."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from accounts.models import User
from organisation.models import Membership, Node, NodeKind, Rank, RassoRole, Role, RoleGrant
from organisation.tree_shape import LEVELS

OPENED = date(2020, 1, 6)
REGIONS, FORCES, TEAM_SIZE, TEAMS_A_UNIT = 10, 43, 20, 48
BATCH = 5_000
NO_PASSWORD = "!"  # noqa: S105 -- the mark of an account without one
ROLES = (RassoRole.INVESTIGATOR, RassoRole.INVESTIGATOR, RassoRole.SOLO, RassoRole.DISCLOSURE)


@dataclass(frozen=True)
class World:
    """What is measured: a manager, their unit, its force, and everyone's accounts by number."""

    manager: User
    unit: Node
    force: Node
    people: int
    places: int


def fill_people(people: int) -> World:
    """Make that many people in teams of TEAM_SIZE, spread evenly over the forces."""
    teams = max(FORCES, people // TEAM_SIZE)
    nation = _make(NodeKind.NATION, [(None, "bench-nation")])
    regions = _make(NodeKind.REGION, _under(nation, REGIONS))
    forces = _make(NodeKind.FORCE, _under(regions, FORCES))
    units = _make(NodeKind.UNIT, _under(forces, max(FORCES, teams // TEAMS_A_UNIT)))
    made = _make(NodeKind.TEAM, _under(units, teams))
    rank, _created = Rank.objects.get_or_create(
        short="BENCH", defaults={"name": "Benchmark", "order": 1, "kind": Rank.Kind.OFFICER}
    )
    by_path = {force.path: force for force in forces}
    for users in _batches(_account(number) for number in range(people)):
        posts = _posts(User.objects.bulk_create(users), made, by_path, rank)
        Membership.objects.bulk_create(posts)
    manager = _make_manager(units[0], forces[0], rank)
    places = len(nation) + len(regions) + len(forces) + len(units) + len(made)
    return World(manager, units[0], forces[0], people, places)


def account(number: int) -> User:
    """Return one of the people made; the first is number 0."""
    return User.objects.get(email=_email(number))


def _under(parents: list[Node], count: int) -> list[tuple[Node | None, str]]:
    kind = LEVELS[LEVELS.index(NodeKind(parents[0].kind)) + 1]
    return [(parents[number % len(parents)], f"bench-{kind}-{number}") for number in range(count)]


def _make(kind: NodeKind, wanted: list[tuple[Node | None, str]]) -> list[Node]:
    """Insert places of one kind at once; add_child would read the tree for each."""
    depth = LEVELS.index(kind) + 1
    children: dict[str, int] = {}
    nodes = []
    for parent, slug in wanted:
        above = parent.path if parent else ""
        children[above] = children.get(above, 0) + 1
        path = Node._get_path(above, depth, children[above])
        nodes.append(
            Node(kind=kind, name=slug, slug=slug, opened_on=OPENED, path=path, depth=depth)
        )
    for path, number in children.items():
        Node.objects.filter(path=path).update(numchild=number)
    return Node.objects.bulk_create(nodes)


def _email(number: int) -> str:
    return f"bench{number}@bench.example"


def _account(number: int) -> User:
    name = f"Person {number}"
    return User(email=_email(number), first_name=name, last_name="Bench", password=NO_PASSWORD)


def _batches(users: Iterable[User]) -> Iterator[list[User]]:
    rest = iter(users)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _posts(
    users: list[User], teams: list[Node], forces: dict[str, Node], rank: Rank
) -> Iterator[Membership]:
    length = Node.steplen * (LEVELS.index(NodeKind.FORCE) + 1)
    for user in users:
        number = int(user.email.removeprefix("bench").partition("@")[0])
        team = teams[number % len(teams)]
        yield Membership(
            person=user,
            node=team,
            force=forces[team.path[:length]],
            rank=rank,
            rasso_role=ROLES[number % len(ROLES)],
            service_number=str(number),
            started_on=OPENED,
        )


def _make_manager(unit: Node, force: Node, rank: Rank) -> User:
    manager = User.objects.create_user("manager@bench.example", None, first_name="Bench")
    Membership.objects.create(
        person=manager,
        node=unit,
        force=force,
        rank=rank,
        rasso_role=RassoRole.MANAGER,
        service_number="M1",
        started_on=OPENED,
    )
    RoleGrant.objects.create(person=manager, role=Role.MANAGER, scope=unit, starts_on=OPENED)
    return manager
