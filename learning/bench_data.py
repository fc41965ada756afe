"""Fills the benchmark's database: people in bulk, modules through revisions as always."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.utils import timezone
from wagtail.models import Revision

from accounts.models import User
from cms.models import SectionIndexPage
from cms.services import ensure_site_tree
from learning.certificate_codes import new_code
from learning.models import Assignment, Completion, ModulePage, ModuleProgress, ModuleSection
from organisation.models import Membership, Node, NodeKind, Rank, RassoRole, Role, RoleGrant

JOINED = date(2025, 1, 6)
SECTIONS = (5, 20, 100)
TEAM_SIZE = 500
BATCH = 5_000
TEXT = "Listen first. Write down what you decide and why. Ask when you do not know. " * 8
NO_PASSWORD = "!"  # noqa: S105 -- the mark of an account without one


@dataclass(frozen=True)
class World:
    """What is measured: one officer, one supervisor of TEAM_SIZE people, three modules."""

    officer: User
    supervisor: User
    modules: dict[int, ModulePage]


def fill(people: int) -> World:
    """Make that many people in teams of TEAM_SIZE, and modules of 5, 20 and 100 sections."""
    modules = {count: _make_module(count) for count in SECTIONS}
    teams = _make_teams(-(-people // TEAM_SIZE))
    rank, _made = Rank.objects.get_or_create(
        short="BENCH", defaults={"name": "Benchmark", "order": 1, "kind": Rank.Kind.OFFICER}
    )
    for users in _batches(_accounts(people)):
        made = User.objects.bulk_create(users)
        Membership.objects.bulk_create(_posts(made, teams, rank))
        _let_learn(made, modules)
    _require(modules)
    supervisor = _make_supervisor(teams[0], rank)
    return World(User.objects.get(email="bench0@bench.example"), supervisor, modules)


def _accounts(people: int) -> Iterator[User]:
    for number in range(people):
        yield User(
            email=f"bench{number}@bench.example",
            first_name=f"Person {number}",
            last_name="Bench",
            password=NO_PASSWORD,
        )


def _batches(users: Iterator[User]) -> Iterator[list[User]]:
    while batch := list(islice(users, BATCH)):
        yield batch


def _make_teams(count: int) -> list[Node]:
    opened = {"opened_on": JOINED}
    nation = Node.objects.filter(kind=NodeKind.NATION).first() or Node.add_root(
        kind=NodeKind.NATION, name="Bench", slug="bench-nation", **opened
    )
    above = nation
    for kind in (NodeKind.REGION, NodeKind.FORCE, NodeKind.UNIT):
        above = above.add_child(kind=kind, name="Bench", slug=f"bench-{kind}", **opened)
    return [
        Node.objects.get(pk=above.pk).add_child(
            kind=NodeKind.TEAM, name=f"Team {number}", slug=f"bench-team-{number}", **opened
        )
        for number in range(count)
    ]


def _number(user: User) -> int:
    return int(user.email.removeprefix("bench").partition("@")[0])


def _posts(users: list[User], teams: list[Node], rank: Rank) -> Iterator[Membership]:
    force = Node.objects.get(slug="bench-force")
    for user in users:
        number = _number(user)
        yield Membership(
            person=user,
            node=teams[number // TEAM_SIZE],
            force=force,
            rank=rank,
            rasso_role=RassoRole.INVESTIGATOR,
            service_number=str(number),
            started_on=JOINED,
        )


def _make_supervisor(team: Node, rank: Rank) -> User:
    supervisor = User.objects.create_user("supervisor@bench.example", None, first_name="Lead")
    Membership.objects.create(
        person=supervisor,
        node=team,
        force=Node.objects.get(slug="bench-force"),
        rank=rank,
        rasso_role=RassoRole.SUPERVISOR,
        service_number="S1",
        started_on=JOINED,
    )
    RoleGrant.objects.create(person=supervisor, role=Role.SUPERVISOR, scope=team, starts_on=JOINED)
    return supervisor


def _make_module(sections: int) -> ModulePage:
    index = SectionIndexPage.objects.child_of(ensure_site_tree()).get(slug="learning")
    page = ModulePage(
        title=f"Module of {sections} sections",
        slug=f"bench-{sections}",
        summary="A module to measure.",
        live=False,
        quiz=[{"type": "reflection", "value": {"question": "What stays with you?"}}],
    )
    body = [{"type": "text", "value": f"<p>{TEXT}</p>"}]
    page.sections = [
        ModuleSection(sort_order=number, title=f"Section {number}", minutes=3, body=body)
        for number in range(1, sections + 1)
    ]
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _require(modules: dict[int, ModulePage]) -> None:
    today = timezone.localdate()
    for number, module in enumerate(modules.values()):
        due = today + timedelta(days=10 * (number - 1))
        Assignment.objects.create(module=module, starts_on=JOINED, due_on=due)


def _let_learn(users: list[User], modules: dict[int, ModulePage]) -> None:
    """Everyone has begun the long module; two in three have completed the short one."""
    short, long = modules[SECTIONS[0]], modules[SECTIONS[-1]]
    keys = list(long.sections.order_by("sort_order").values_list("key", flat=True))
    now = timezone.now()
    ModuleProgress.objects.bulk_create(
        ModuleProgress(
            person=user,
            module=long,
            seen_keys=keys[:40],
            current_key=keys[40],
            started_at=now,
            updated_at=now,
        )
        for user in users
    )
    revision = Revision.objects.get(pk=short.live_revision_id)
    Completion.objects.bulk_create(
        _completion(user, short, revision) for user in users if _number(user) % 3
    )


def _completion(user: User, module: ModulePage, revision: Revision) -> Completion:
    return Completion(
        person=user,
        module=module,
        revision=revision,
        module_title=module.title,
        version_label=module.version_label,
        published_on=JOINED,
        completed_on=JOINED,
        source=Completion.Source.READING,
        verification_code=new_code(),
    )
