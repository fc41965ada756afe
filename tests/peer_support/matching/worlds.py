"""Small random forces in PostgreSQL, and what the pure rules know of them, read row by row.

Nothing here uses the product's SQL: the facts are gathered from plain lists of rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from accounts.models import User
from organisation.models import Membership, Node, NodeKind, Rank, RassoRole, Role, RoleGrant
from peer_support.matching import rules
from peer_support.matching.facts import Ask, Bearer, Between
from peer_support.models import Bar, Offer, Supporter, SupportRequest
from peer_support.refs import bar_ref_of, requester_ref_of
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    LONG_AGO,
    ForceFactory,
    MembershipFactory,
    RoleGrantFactory,
    TeamFactory,
    UnitFactory,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = timezone.localdate(NOW)
TEAM_SINCE = TODAY.replace(year=TODAY.year - 1)
TOPICS = ("trauma", "court", "sleep")
SLOTS = ("mon_am", "tue_pm", "sat_eve")
GENDERS = ("woman", "man", "not_said")
PEOPLE = 12


@dataclass(frozen=True)
class World:
    """Everyone, their requests and profiles, all by the person's key."""

    people: list[User]
    requests: dict[int, SupportRequest]
    supporters: dict[int, Supporter]


def at_random(seed: int) -> Random:
    """Return what makes the same world each time; it need not be hard to guess."""
    return Random(seed)  # noqa: S311


def make_world(random: Random) -> World:
    """Make people who are all both sides, with posts, lines, grants, bars and offers at random."""
    places = _places()
    people: list[User] = [UserFactory() for _number in range(PEOPLE)]
    _make_posts(random, people, places)
    _make_grants(random, people, places)
    requests = {person.pk: _request(random, person) for person in people}
    supporters = {
        person.pk: _supporter(random, person) for person in people if random.random() < 0.9
    }
    _make_bars(random, people)
    _make_offers(random, requests, supporters)
    return World(people, requests, supporters)


def _places() -> list[Node]:
    first = ForceFactory()
    second = ForceFactory(parent=Node.objects.above(first.path).get(kind=NodeKind.REGION))
    units = [UnitFactory(parent=first), UnitFactory(parent=second), UnitFactory()]
    teams = [TeamFactory(parent=unit) for unit in units for _number in range(3)]
    return [first, *units, *teams]


def _force_of(place: Node) -> Node:
    return Node.objects.above(place.path).get(kind=NodeKind.FORCE)


def _ranks() -> list[Rank]:
    made = (("PC", 10), ("DS", 22), ("DI", 32), ("Supt", 50), ("CC", 90))
    officers = [
        Rank.objects.get_or_create(
            short=short, defaults={"name": short, "order": order, "kind": Rank.Kind.OFFICER}
        )[0]
        for short, order in made
    ]
    staff, _created = Rank.objects.get_or_create(
        short="PSM", defaults={"name": "Manager", "order": 140, "kind": Rank.Kind.STAFF}
    )
    return [*officers, staff]


def _make_posts(random: Random, people: list[User], places: list[Node]) -> None:
    ranks = _ranks()
    roles = [RassoRole.INVESTIGATOR, RassoRole.SOLO, RassoRole.ANALYST] * 16
    roles += [RassoRole.PROFESSIONAL_STANDARDS, RassoRole.HUMAN_RESOURCES]
    for person in people:
        moved = random.choice([None, TODAY, TEAM_SINCE, TEAM_SINCE + timedelta(days=1)])
        spans: list[tuple[date, date | None]]
        spans = [(LONG_AGO, None)] if moved is None else [(LONG_AGO, moved), (moved, None)]
        if random.random() < 0.05:
            spans = spans[:-1]
        for started_on, ended_on in spans:
            place = random.choice(places)
            MembershipFactory(
                person=person,
                node=place,
                force=_force_of(place),
                rank=random.choice(ranks),
                rasso_role=random.choice(roles),
                started_on=started_on,
                ended_on=ended_on,
                line_manager=random.choice(people[:7]) if random.random() < 0.3 else None,
            )


def _make_grants(random: Random, people: list[User], places: list[Node]) -> None:
    for number in range(3):
        RoleGrantFactory(
            person=people[number],
            role=random.choice([Role.SUPERVISOR, Role.MANAGER, Role.EDITOR]),
            scope=random.choice(places),
            starts_on=random.choice([LONG_AGO, TODAY, TODAY + timedelta(days=1)]),
            ends_on=random.choice([None, None, TODAY + timedelta(days=2)]),
            revoked_at=random.choice([None, None, NOW]),
        )


# A sealed field is typed as text, whatever it holds.
def _some(random: Random, codes: tuple[str, ...], least: int = 0) -> Any:
    return random.sample(codes, random.randint(least, len(codes)))


def _request(random: Random, person: User) -> SupportRequest:
    topics = _some(random, TOPICS)
    states = [*[SupportRequest.State.ENDED] * 40, *SupportRequest.OPEN]
    return SupportRequest.objects.create(
        requester_ref=requester_ref_of(person),
        requester=str(person.pk),
        state=random.choice(states),
        topics=topics,
        required_topics=_some(random, tuple(topics)) if random.random() < 0.3 else [],
        mode=random.choice(["remote"] * 4 + ["in_person"]),
        language=random.choice(["en"] * 6 + ["cy"]),
        slots=_some(random, SLOTS, 1),
        gender_wish=random.choice(["", *GENDERS[:2]]),
        gender_is_required=random.random() < 0.2,
        force_wish=random.choice(["", "same", "other"]),
        force_is_required=random.random() < 0.2,
        rank_gap_most=random.choice([*[None] * 8, 0, 1, 2]),
        own_team_allowed=random.random() < 0.2,
        limits_version=1,
        asked_at=NOW,
    )


def _supporter(random: Random, person: User) -> Supporter:
    capacity = random.randint(1, 5)
    dates = [*[TODAY] * 8, None, TODAY - timedelta(days=30), TODAY - timedelta(days=31)]
    return Supporter.objects.create(
        person=person,
        bar_ref=bar_ref_of(person),
        state=random.choice([*[Supporter.State.ACTIVE] * 40, *Supporter.State]),
        alias="Sam",
        gender=random.choice(GENDERS),
        languages=random.choice([["en", "cy"], ["en", "cy"], ["en"], ["cy"]]),
        topics=_some(random, TOPICS),
        modes=random.choice([*[["remote", "in_person"]] * 4, ["remote"], ["in_person"]]),
        slots=_some(random, SLOTS, 1),
        lived=_some(random, TOPICS),
        lived_counts=random.random() < 0.5,
        capacity=capacity,
        held=min(capacity, random.choice([0, 0, 0, 1, 2, 4])),
        training_due_on=random.choice(dates),
        supervision_due_on=random.choice(dates),
        last_taken_at=random.choice(
            [*[None] * 14, NOW - timedelta(days=7), NOW - timedelta(days=7, seconds=-1)]
        ),
        applied_on=LONG_AGO,
    )


def _make_bars(random: Random, people: list[User]) -> None:
    for kind in Bar.Kind:
        owner, other = random.sample(people, 2)
        Bar.objects.create(
            owner_ref=bar_ref_of(owner),
            other_ref=bar_ref_of(other),
            kind=kind,
            other=str(other.pk),
        )


def _make_offers(
    random: Random, requests: dict[int, SupportRequest], supporters: dict[int, Supporter]
) -> None:
    for state in Offer.State:
        Offer.objects.create(
            request=random.choice(list(requests.values())),
            supporter=random.choice(list(supporters.values())),
            state=state,
            fit={},
            score=0,
            made_at=NOW,
            due_at=NOW,
        )


class Oracle:
    """The facts of a world, gathered from whole tables."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.memberships = list(Membership.objects.select_related("node", "force", "rank"))
        self.posts = {post.person_id: post for post in self.memberships if _holds(post, TODAY)}
        self.grants = [grant for grant in RoleGrant.objects.select_related("scope") if _live(grant)]
        self.bars = list(Bar.objects.all())
        self.offers = list(Offer.objects.all())
        self.refs = {person.pk: bar_ref_of(person) for person in world.people}
        self.asking = {
            person_id
            for person_id, request in world.requests.items()
            if request.state in SupportRequest.OPEN
        }

    def ask(self, person_id: int) -> Ask:
        """Return the facts of the person's request."""
        made = self.world.requests[person_id]
        post = self.posts.get(person_id)
        return Ask(
            id=str(made.pk),
            person=str(person_id),
            force=str(post.force_id) if post else "",
            region=post.force.path[:8] if post else "",
            role=post.rasso_role if post else "",
            rank=_step(post) if post else 0,
            language=made.language,
            topics=frozenset(made.topics),
            required_topics=frozenset(made.required_topics),
            mode=made.mode,
            slots=frozenset(made.slots),
            gender=made.gender_wish,
            gender_required=made.gender_is_required,
            force_wish=made.force_wish,
            force_required=made.force_is_required,
            rank_gap_max=made.rank_gap_most,
            own_team=made.own_team_allowed,
        )

    def bearer(self, person_id: int, *, holds_place: bool = False) -> Bearer:
        """Return the facts of the person as a supporter."""
        made = self.world.supporters[person_id]
        post = self.posts.get(person_id)
        return Bearer(
            id=str(made.pk),
            person=str(person_id),
            force=str(post.force_id) if post else "",
            region=post.force.path[:8] if post else "",
            role=post.rasso_role if post else "",
            rank=_step(post) if post else 0,
            gender=made.gender,
            languages=frozenset(made.languages),
            topics=frozenset(made.topics),
            lived=frozenset(made.lived if made.lived_counts else ()),
            modes=frozenset(made.modes),
            slots=frozenset(made.slots),
            capacity=made.capacity,
            held=made.held - holds_place,
            is_active=post is not None and self._is_active(made, holds_place),
        )

    def between(self, asker_id: int, bearer_id: int) -> Between:
        """Return what lies between the two, found without regard to who asks where it can be."""
        holds: dict[str, Callable[[int, int], bool]] = {
            rules.IN_LINE: lambda one, two: two in self._above(one) or one in self._above(two),
            rules.SAME_MANAGER: self._same_manager,
            rules.SAME_TEAM: self._same_team,
            rules.STANDARDS_OR_HR: self._is_apart,
            rules.EXCLUDED: self._barred("excluded", "past_pair"),
            rules.RELATION: self._barred("relation", "known"),
            rules.SAME_INVESTIGATION: self._barred("investigation"),
            rules.DECLINED_BEFORE: self._asked_before,
        }
        return frozenset(code for code, test in holds.items() if test(asker_id, bearer_id))

    def _is_active(self, supporter: Supporter, holds_place: bool) -> bool:
        if supporter.state != Supporter.State.ACTIVE:
            return False
        if holds_place:
            return True
        overdue = [supporter.training_due_on, supporter.supervision_due_on]
        taken = supporter.last_taken_at
        return (
            supporter.person_id not in self.asking
            and not any(due and TODAY - due > timedelta(days=30) for due in overdue)
            and (taken is None or NOW - taken >= timedelta(days=7))
        )

    def _above(self, person_id: int) -> set[int]:
        found: set[int] = set()
        fresh = {person_id}
        while fresh:
            step: set[int] = set()
            for post in (self.posts[each] for each in fresh if each in self.posts):
                if post.line_manager_id is not None:
                    step.add(post.line_manager_id)
                step |= {
                    grant.person_id
                    for grant in self.grants
                    if post.node.path.startswith(grant.scope.path)
                }
            fresh = step - found
            found |= step
        return found - {person_id}

    def _same_manager(self, one: int, two: int) -> bool:
        managers = [self.posts[each].line_manager_id for each in (one, two) if each in self.posts]
        return len(managers) == 2 and managers[0] is not None and managers[0] == managers[1]

    def _same_team(self, one: int, two: int) -> bool:
        first, second = (
            {
                post.node_id
                for post in self.memberships
                if post.person_id == each
                and post.node.kind in {NodeKind.TEAM, NodeKind.UNIT}
                and (post.ended_on is None or post.ended_on > TEAM_SINCE)
            }
            for each in (one, two)
        )
        return not first.isdisjoint(second)

    def _is_apart(self, one: int, two: int) -> bool:
        apart = {RassoRole.PROFESSIONAL_STANDARDS, RassoRole.HUMAN_RESOURCES}
        return any(
            self.posts[each].rasso_role in apart for each in (one, two) if each in self.posts
        )

    def _barred(self, *kinds: str) -> Callable[[int, int], bool]:
        pairs = {
            frozenset({bar.owner_ref, bar.other_ref}) for bar in self.bars if bar.kind in kinds
        }
        return lambda one, two: frozenset({self.refs[one], self.refs[two]}) in pairs

    def _asked_before(self, asker_id: int, bearer_id: int) -> bool:
        request, supporter = self.world.requests[asker_id], self.world.supporters[bearer_id]
        return any(
            offer.request_id == request.pk
            and offer.supporter_id == supporter.pk
            and offer.state in {"declined", "known", "expired"}
            for offer in self.offers
        )


def _holds(post: Membership, on: date) -> bool:
    return post.started_on <= on and (post.ended_on is None or post.ended_on > on)


def _live(grant: RoleGrant) -> bool:
    return (
        grant.role in {Role.SUPERVISOR, Role.MANAGER}
        and grant.revoked_at is None
        and grant.starts_on <= TODAY
        and (grant.ends_on is None or grant.ends_on > TODAY)
    )


def _step(post: Membership) -> int:
    if post.rank.kind == Rank.Kind.STAFF:
        return 1
    return {10: 1, 22: 2, 32: 3, 50: 5, 90: 9}[post.rank.order]
