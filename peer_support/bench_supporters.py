"""Fills a benchmark's database with supporters, lines, bars and open requests, in bulk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from django.db import connection
from django.utils import timezone

from accounts.models import User
from organisation.bench_people import fill_people
from organisation.models import Membership, Node, NodeKind, Rank, Role, RoleGrant
from peer_support.limits import MOST_CAPACITY
from peer_support.models import Bar, Offer, Supporter, SupportRequest
from peer_support.refs import bar_refs_of, requester_refs_of
from peer_support.vocabulary import SLOT_CODES, Gender, Language, Mode, Topic

PEOPLE = 66_668
ONE_IN = 4  # so that there are 16,667 supporters
REQUESTS = 500
BARS = 20_000
OFFERS = 60_000
BATCH = 2_000
RANK_ORDERS = (10, 14, 14, 14, 22, 22, 32, 42)
GENDERS = (Gender.WOMAN, Gender.MAN, Gender.WOMAN, Gender.MAN, Gender.NOT_SAID)

# Teams of twenty: the first leads the others, and the first of every tenth team leads the leaders.
LINES = """
UPDATE organisation_membership post SET line_manager_id = leader.person_id
FROM (SELECT node_id, min(person_id) AS person_id FROM organisation_membership GROUP BY node_id)
    AS leader
WHERE post.node_id = leader.node_id AND post.person_id <> leader.person_id
"""


@dataclass(frozen=True)
class SupporterWorld:
    """How much was made, and open requests of many different people."""

    people: int
    supporters: int
    requests: list[SupportRequest]


def fill_supporters(people: int = PEOPLE) -> SupporterWorld:
    """Make that many people; every fourth supports, some ask, and lines and bars lie between."""
    now = timezone.now()
    random = Random(4)  # noqa: S311 -- the same world for every run
    fill_people(people)
    ids = list(
        User.objects.filter(email__startswith="bench").order_by("pk").values_list("pk", flat=True)
    )
    _mix_ranks()
    _make_lines()
    supporters = _make_supporters(random, ids[::ONE_IN], now)
    _make_bars(random, ids)
    requests = _make_requests(
        random, random.sample(ids[1::ONE_IN], min(REQUESTS, people // ONE_IN)), now
    )
    past = _make_requests(random, ids[2::ONE_IN], now, state=SupportRequest.State.ENDED)
    _make_offers(random, supporters, past, now)
    return SupporterWorld(people, len(supporters), requests)


def _mix_ranks() -> None:
    """Give people ranks in a mixture; fill_people knows only one."""
    ranks = [
        Rank.objects.get_or_create(
            short=f"B{order}",
            defaults={"name": f"Bench {order}", "order": order, "kind": Rank.Kind.OFFICER},
        )[0].pk
        for order in sorted(set(RANK_ORDERS))
    ]
    for number, rank in enumerate(ranks):
        Membership.objects.extra(
            where=["person_id %% %s = %s"], params=[len(ranks), number]
        ).update(rank=rank)


def _make_lines() -> None:
    with connection.cursor() as cursor:
        cursor.execute(LINES)
    leaders = Membership.objects.filter(line_manager__isnull=True, node__kind=NodeKind.TEAM)
    RoleGrant.objects.bulk_create(
        RoleGrant(
            person_id=post.person_id,
            role=Role.SUPERVISOR,
            scope_id=post.node_id,
            starts_on=post.started_on,
        )
        for post in leaders
    )
    units = {unit.path: unit for unit in Node.objects.filter(kind=NodeKind.UNIT)}
    for post in leaders.select_related("node"):
        unit = units.pop(post.node.path[: -Node.steplen], None)
        if unit is not None:
            RoleGrant.objects.create(
                person_id=post.person_id,
                role=Role.MANAGER,
                scope=unit,
                starts_on=post.started_on,
            )


def _make_supporters(random: Random, ids: Sequence[int], now: datetime) -> list[Supporter]:
    refs = bar_refs_of(ids)
    made: list[Supporter] = []
    for batch in _batches(ids):
        made += Supporter.objects.bulk_create(
            _supporter(random, person_id, refs[person_id], now) for person_id in batch
        )
    return made


def _supporter(random: Random, person_id: int, bar_ref: str, now: datetime) -> Supporter:
    capacity = random.randint(2, MOST_CAPACITY)
    topics = random.sample(Topic.values, random.randint(4, 9))
    return Supporter(
        person_id=person_id,
        bar_ref=bar_ref,
        state=Supporter.State.ACTIVE,
        alias="Sam",
        gender=random.choice(GENDERS),
        languages=["en", *random.sample(Language.values, random.randint(0, 2))],
        topics=topics,
        modes=random.choice([Mode.values, Mode.values, [Mode.REMOTE.value]]),
        slots=random.sample(SLOT_CODES, random.randint(3, 8)),
        # A sealed field is typed as text, whatever it holds.
        lived=random.sample(topics, random.randint(0, 3)),  # type: ignore[misc]
        lived_counts=random.random() < 0.5,  # noqa: PLR2004 -- every other one
        capacity=capacity,
        held=random.randint(0, capacity),
        training_due_on=timezone.localdate(now),
        supervision_due_on=timezone.localdate(now),
        last_taken_at=random.choice([None, now - timedelta(days=random.randint(1, 60))]),
        applied_on=timezone.localdate(now),
    )


def _make_bars(random: Random, ids: Sequence[int]) -> None:
    refs = bar_refs_of(ids)
    Bar.objects.bulk_create(
        (
            Bar(
                owner_ref=refs[owner],
                other_ref=refs[other],
                kind=random.choice(Bar.Kind.values),
                other=str(other),
            )
            for owner, other in (random.sample(ids, 2) for _number in range(BARS))
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _make_requests(
    random: Random,
    ids: Sequence[int],
    now: datetime,
    state: SupportRequest.State = SupportRequest.State.CHOOSING,
) -> list[SupportRequest]:
    refs = requester_refs_of(ids)
    return SupportRequest.objects.bulk_create(
        (_request(random, person_id, refs[person_id], state, now) for person_id in ids),
        batch_size=BATCH,
    )


def _request(
    random: Random, person_id: int, ref: str, state: SupportRequest.State, now: datetime
) -> SupportRequest:
    topics = random.sample(Topic.values, random.randint(1, 3))
    return SupportRequest(
        requester_ref=ref,
        requester=str(person_id),
        state=state,
        topics=topics,
        required_topics=topics[:1] if random.random() < 0.5 else [],  # noqa: PLR2004 -- every other
        mode=random.choice([Mode.REMOTE, Mode.REMOTE, Mode.REMOTE, Mode.IN_PERSON]),
        slots=random.sample(SLOT_CODES, random.randint(2, 6)),
        gender_wish=random.choice(["", "", Gender.WOMAN, Gender.MAN]),
        gender_is_required=random.random() < 0.3,  # noqa: PLR2004 -- some
        force_wish=random.choice(["", "", "same", "other"]),
        force_is_required=random.random() < 0.3,  # noqa: PLR2004 -- some
        rank_gap_most=random.choice([None, None, None, 2]),
        limits_version=1,
        asked_at=now,
    )


def _make_offers(
    random: Random, supporters: list[Supporter], requests: list[SupportRequest], now: datetime
) -> None:
    """Make answered offers of others, by which the cards say how soon somebody answers."""
    Offer.objects.bulk_create(
        (
            Offer(
                request=random.choice(requests),
                supporter=random.choice(supporters),
                state=random.choice([Offer.State.ACCEPTED, *Offer.FAILED]),
                fit={},
                score=0,
                made_at=now - timedelta(days=random.randint(31, 300)),
                due_at=now,
                answered_at=now - timedelta(days=random.randint(1, 30)),
            )
            for _number in range(OFFERS)
        ),
        batch_size=BATCH,
    )


def _batches(ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
