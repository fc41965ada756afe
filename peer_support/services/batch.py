"""Solves the whole backlog together every quarter of an hour.

What is offered or paired already is pinned: it takes its place and is no part of the problem. The
results are ordinary offers through make_offer, which checks everything again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from peer_support.limits import LOAD_PENALTY
from peer_support.matching.candidates import CANDIDATES_KEPT, Candidate, edges_for
from peer_support.matching.explaining import Points, points_for, shown_score
from peer_support.matching.facts import Ask
from peer_support.matching.request_facts import URGENT_TIER
from peer_support.models import Supporter, SupportRequest
from peer_support.services.making import make_offer, supporters_asked
from peer_support.solving import Problem, solve, sorted_edges

# The first half of our advisory locks' keys, so that no other lock of the site meets them.
LOCK_SPACE, BATCH = 0x50454552, 1
MOST_SKIPPED = 500

Choices = list[tuple[Ask, list[Candidate]]]


@dataclass(frozen=True, slots=True)
class Planned:
    """One offer that the next batch would make, as a coordinator reads it: nobody who asked.

    points: the fit without what the supporter has lived through. factors: the same, one by one.
    """

    alias: str
    supporter_force_id: int
    topics: tuple[str, ...]
    tier: int
    points: int
    factors: tuple[Points, ...]


def match_backlog(*, now: datetime) -> int:
    """Offer as many waiting requests as can be placed, urgent ones first; return how many.

    Does nothing while another batch runs.
    """
    with _one_batch() as is_ours:
        return offer_together(now=now) if is_ours else 0


def offer_together(*, now: datetime) -> int:
    """Solve and offer; two at once only repeat each other's work, never an offer."""
    placed = _solved(now)
    requests = SupportRequest.objects.in_bulk([int(ask.id) for ask, _candidate in placed])
    supporters = Supporter.objects.select_related("person").in_bulk(
        [candidate.supporter_id for _ask, candidate in placed]
    )
    return sum(
        make_offer(
            request=requests[int(ask.id)], supporter=supporters[candidate.supporter_id], now=now
        )
        is not None
        for ask, candidate in placed
    )


def preview_batch(*, now: datetime) -> tuple[Planned, ...]:
    """Return what a batch would offer at this moment; writes nothing."""
    placed = _solved(now)
    aliases = Supporter.objects.in_bulk([candidate.supporter_id for _ask, candidate in placed])
    planned = [
        Planned(
            alias=aliases[candidate.supporter_id].alias,
            supporter_force_id=int(candidate.bearer.force),
            topics=tuple(sorted(ask.topics)),
            tier=ask.tier,
            points=shown_score(candidate.fit),
            factors=points_for(candidate.fit),
        )
        for ask, candidate in placed
    ]
    return tuple(sorted(planned, key=lambda each: (each.tier, each.alias, each.topics)))


def _solved(now: datetime) -> list[tuple[Ask, Candidate]]:
    choices = _choices(now)
    chosen = {
        (row, candidate.supporter_id): candidate
        for row, (_ask, candidates) in enumerate(choices)
        for candidate in candidates
    }
    bearers = {each.supporter_id: each for each in chosen.values()}
    numbers = {supporter: column for column, supporter in enumerate(sorted(bearers))}
    held = [bearers[supporter].held for supporter in numbers]
    problem = Problem(
        tiers=[ask.tier for ask, _candidates in choices],
        # One new person a supporter and batch: nobody takes on two in a week unasked.
        places=[number + 1 for number in held],
        held=held,
        edges=sorted_edges(
            (row, numbers[supporter], candidate.fit.score)
            for (row, supporter), candidate in chosen.items()
        ),
        load_penalty=LOAD_PENALTY,
    )
    supporters = list(numbers)
    return [
        (choices[row][0], chosen[row, supporters[column]]) for row, column in solve(problem).pairs
    ]


def _choices(now: datetime) -> Choices:
    """Return the backlog's facts with who may be offered.

    Whoever has an offer to answer is asked once more only when it is urgent (making.py); more
    candidates are kept so that they never hide all the others.
    """
    asked = supporters_asked()
    backlog = list(SupportRequest.objects.backlog())
    limit = CANDIDATES_KEPT + min(len(asked), MOST_SKIPPED)
    return [
        (ask, [each for each in candidates if _may_ask(ask, each, asked)])
        for ask, candidates in edges_for(backlog, now, limit)
    ]


def _may_ask(ask: Ask, candidate: Candidate, asked: frozenset[int]) -> bool:
    return ask.tier == URGENT_TIER or candidate.supporter_id not in asked


@contextmanager
def _one_batch() -> Iterator[bool]:
    """Yield whether this is the only batch; the database forgets the lock with the connection."""
    is_ours = _ask_database("SELECT pg_try_advisory_lock(%s, %s)")
    try:
        yield is_ours
    finally:
        if is_ours:
            _ask_database("SELECT pg_advisory_unlock(%s, %s)")


def _ask_database(statement: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [LOCK_SPACE, BATCH])
        (answer,) = cursor.fetchone()
    return bool(answer)
