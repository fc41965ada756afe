"""What a coordinator sees of their force: load, overdue dates, and requests without a supporter.

Requests come as topics, tier and a band of days, with the rules that stand in the way counted. No
name, id, rank, role or time: two requests that read alike cannot be told apart from visit to visit.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.models import Membership, Node
from peer_support.limits import OVERDUE_STOPS_AFTER
from peer_support.matching.candidates import blocked_patterns
from peer_support.matching.explaining import Nobody, Patterns, Points, explain_nobody
from peer_support.matching.request_facts import ask_of, tier_of
from peer_support.matching.rules import NOT_AVAILABLE, RANK_GAP
from peer_support.models import Supporter, SupporterRecord, SupportRequest
from peer_support.querysets import SupporterQuerySet
from peer_support.selectors.force_people import requester_refs_in
from peer_support.services.batch import preview_batch
from peer_support.vocabulary import Topic

UNPLACED_A_PAGE = 10
FEW_DAYS = 3
TIERS: dict[int, Promise] = {
    0: gettext_lazy("As soon as possible"),
    1: gettext_lazy("Past 72 hours"),
    2: gettext_lazy("In the next days"),
}


class Held(NamedTuple):
    """A supporter's places, as counts need them."""

    topics: list[str]
    capacity: int
    held: int


@dataclass(frozen=True, slots=True)
class Load:
    """Places of active supporters, of all or of those trained in one topic."""

    label: str
    supporters: int
    places: int
    taken: int

    @property
    def free(self) -> int:
        """Places that nobody holds."""
        return self.places - self.taken


@dataclass(frozen=True, slots=True)
class Overdue:
    """One supporter's date that has passed; stops says that it keeps new offers away."""

    supporter_id: UUID
    name: str
    kind: "str | Promise"
    due_on: date
    stops: bool


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One request that waits, without anything that tells whose it is."""

    topics: str
    tier: "str | Promise"
    is_urgent: bool
    waited: "str | Promise"
    why: Nobody | None


@dataclass(frozen=True, slots=True)
class PlannedOffer:
    """One offer that the next matching would make, with its points by factor."""

    alias: str
    topics: str
    tier: "str | Promise"
    is_urgent: bool
    points: int
    factors: tuple[Points, ...]


def supporters_of(force_id: int, on: date) -> SupporterQuerySet:
    """Return the active supporters who work in the force."""
    here = Membership.objects.current(on).filter(force=force_id)
    return Supporter.objects.active().filter(person__in=here.values("person"))


def load_of(force_id: int, on: date) -> tuple[Load, list[Load]]:
    """Return the places of the whole force, and those of each topic, fewest free ones first."""
    rows = supporters_of(force_id, on).values_list("topics", "capacity", "held")
    held = [Held(*row) for row in rows]
    by_topic = [
        _load(str(topic.label), [one for one in held if topic in one.topics]) for topic in Topic
    ]
    return _load(_("All topics"), held), sorted(by_topic, key=lambda one: (one.free, one.label))


def _load(label: str, held: Iterable[Held]) -> Load:
    found = list(held)
    places, taken = sum(one.capacity for one in found), sum(one.held for one in found)
    return Load(label, len(found), places, taken)


def overdue_of(force_id: int, on: date) -> list[Overdue]:
    """Return the trainings and supervisions whose date has passed, the longest ago first."""
    rows = supporters_of(force_id, on).select_related("person").defer("lived", "motivation")
    kinds = SupporterRecord.Kind
    found = [
        Overdue(
            supporter_id=row.public_id,
            name=row.person.get_full_name(),
            kind=kind.label,
            due_on=due_on,
            stops=on - due_on > OVERDUE_STOPS_AFTER,
        )
        for row in rows
        for kind, due_on in (
            (kinds.TRAINING, row.training_due_on),
            (kinds.SUPERVISION, row.supervision_due_on),
        )
        if due_on is not None and due_on < on
    ]
    return sorted(found, key=lambda one: (one.due_on, one.name, str(one.kind)))


def unplaced_of(
    force: Node, now: datetime, page: int | str = 1
) -> "tuple[list[Unplaced], Page[SupportRequest]]":
    """Return the requests of the force's people for whom nobody has been found, and their page.

    Ordered by what is shown of them, then by a random id: never by when somebody asked.
    """
    today = timezone.localdate(now)
    refs = requester_refs_in(force.pk, today)
    mine = [row for row in SupportRequest.objects.backlog() if row.requester_ref in refs]
    mine.sort(key=lambda row: (tier_of(row, now), sorted(row.topics), row.public_id))
    shown = Paginator(mine, UNPLACED_A_PAGE).get_page(page)
    region = force.get_parent().name
    rows = [_unplaced(row, now, region) for row in shown.object_list]
    return rows, shown


def planned_for(force_id: int, now: datetime) -> list[PlannedOffer]:
    """Return what the next matching would offer to supporters of the force; writes nothing."""
    return [
        PlannedOffer(
            alias=one.alias,
            topics=topic_words(one.topics),
            tier=TIERS[one.tier],
            is_urgent=one.tier == 0,
            points=one.points,
            factors=one.factors,
        )
        for one in preview_batch(now=now)
        if one.supporter_force_id == force_id
    ]


def _unplaced(request: SupportRequest, now: datetime, region: str) -> Unplaced:
    topics, tier = topic_words(request.topics), tier_of(request, now)
    return Unplaced(
        topics=topics,
        tier=TIERS[tier],
        is_urgent=tier == 0,
        waited=waited_words(request.waiting_since, now),
        why=_why(request, now, topics, region),
    )


def _why(request: SupportRequest, now: datetime, topics: str, region: str) -> Nobody | None:
    """None where somebody is free and the next matching will ask them."""
    patterns = without_rank(blocked_patterns(request, now))
    if patterns.get(frozenset()):
        return None
    required = topic_words(request.required_topics) if request.required_topics else topics
    return explain_nobody(ask_of(request, now), patterns, topics=required, region=region)


def without_rank(patterns: Patterns) -> Patterns:
    """Return the counts with a wish about rank folded away: a count would tell the rank."""
    folded: Counter[frozenset[str]] = Counter()
    for codes, people in patterns.items():
        kept = codes - {RANK_GAP} | {NOT_AVAILABLE} if RANK_GAP in codes else codes
        folded[kept] += people
    return dict(folded)


def waited_words(since: datetime | None, now: datetime) -> Promise:
    """Return how long somebody has waited, no more exactly than three bands."""
    if since is None or timezone.localdate(since) >= timezone.localdate(now):
        return gettext_lazy("Since today")
    if timezone.localdate(now) - timezone.localdate(since) <= timedelta(days=FEW_DAYS):
        return gettext_lazy("1 to 3 days")
    return gettext_lazy("Longer than 3 days")


def topic_words(codes: Iterable[str]) -> str:
    """Return topics as people read them, in the order of the list of topics."""
    asked = set(codes)
    words = [str(topic.label) for topic in Topic if topic in asked]
    return ", ".join(words) or _("No topic chosen")
