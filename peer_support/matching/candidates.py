"""Whom the product may offer for a request, the best first, and whether one may be still.

The rules are those of rules.py in PostgreSQL (sql_rules.py) and the fit is that of fit.py.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from peer_support.limits import LOAD_PENALTY
from peer_support.matching.facts import NOTHING, Ask, Bearer
from peer_support.matching.fit import Fit, fit
from peer_support.matching.own_requests import people_who_ask
from peer_support.matching.request_facts import ask_of
from peer_support.matching.rules import NOT_AVAILABLE
from peer_support.matching.sql_values import Moment
from peer_support.matching.statements import Row, best, everyone, is_allowed
from peer_support.models import Supporter, SupportRequest

# So many more than wanted, in the place of those who ask for support themselves.
SPARE = 5
CANDIDATES_KEPT = 50
MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """One supporter for one request; penalty is what the place that would be taken costs."""

    bearer: Bearer
    fit: Fit
    held: int
    penalty: int

    @property
    def supporter_id(self) -> int:
        """The key of the supporter."""
        return int(self.bearer.id)

    @property
    def net(self) -> int:
        """Score less load penalty."""
        return self.fit.score - self.penalty


def candidates_for(request: SupportRequest, *, now: datetime, limit: int) -> list[Candidate]:
    """Return the supporters who may be offered, the best first; equals in the request's own order.

    Four queries at most, however many there are.
    """
    return candidates_of(ask_of(request, now), now=now, limit=limit)


def edges_for(
    requests: Collection[SupportRequest], now: datetime, limit: int = CANDIDATES_KEPT
) -> list[tuple[Ask, list[Candidate]]]:
    """Return each request's facts with its best candidates, in the order of their keys.

    With as many candidates as there are requests none can be left out for the want of them, so a
    larger batch keeps more.
    """
    kept = max(limit, min(len(requests), MOST_KEPT))
    asks = [ask_of(request, now) for request in sorted(requests, key=lambda each: each.pk)]
    return [(ask, candidates_of(ask, now=now, limit=kept)) for ask in asks]


def is_still_allowed(
    request: SupportRequest, supporter: Supporter, now: datetime, *, holds_place: bool = False
) -> bool:
    """Return whether the two may be a pair at this moment, by what is committed.

    Call it with both people locked. holds_place: the supporter was made this offer before, so the
    place taken for it counts as free, and what only stops new offers (somebody new this week,
    overdue dates, a request of their own) does not count.
    """
    ask, moment = ask_of(request, now), Moment(now, holds_place)
    if not is_allowed(ask, supporter.pk, moment):
        return False
    return holds_place or not people_who_ask([supporter.person_id])


def blocked_patterns(request: SupportRequest, now: datetime) -> dict[frozenset[str], int]:
    """Return how many supporters each set of rules keeps away, for explain_nobody.

    It tells personal bars apart, so it is for explaining.py alone: nobody is shown it.
    """
    return patterns_of(ask_of(request, now), now)


def patterns_of(ask: Ask, now: datetime) -> dict[frozenset[str], int]:
    """Return the same for a request whose facts are known."""
    found = everyone(ask, Moment(now))
    asking = people_who_ask([each.person_id for each in found])
    return dict(
        Counter(
            each.codes | {NOT_AVAILABLE} if each.person_id in asking else each.codes
            for each in found
        )
    )


def candidates_of(ask: Ask, *, now: datetime, limit: int) -> list[Candidate]:
    """Return the same for a request whose facts are known."""
    rows = best(ask, Moment(now), limit + SPARE)
    asking = people_who_ask([row.person_id for row in rows])
    rows = [row for row in rows if row.person_id not in asking]
    lived = _lived_of(rows) if ask.topics else {}
    found = [_candidate(ask, row, lived.get(row.supporter_id, NOTHING)) for row in rows]
    # The sort keeps the order of the rows among equals.
    return sorted(found, key=lambda each: -each.net)[:limit]


def _lived_of(rows: Iterable[Row]) -> dict[int, frozenset[str]]:
    """Return what those who opted in have lived through; opened here and kept nowhere."""
    wanted = [row.supporter_id for row in rows if row.may_count_lived]
    found = Supporter.objects.filter(pk__in=wanted).only("public_id", "lived")
    return {supporter.pk: frozenset(supporter.lived) for supporter in found}


def _candidate(ask: Ask, row: Row, lived: frozenset[str]) -> Candidate:
    bearer = Bearer(
        id=str(row.supporter_id),
        person=str(row.person_id),
        force=str(row.force_id),
        region=row.region,
        team=str(row.node_id),
        role=row.role,
        rank=row.rank,
        gender=row.gender,
        languages=frozenset(row.languages),
        topics=frozenset(row.topics),
        lived=lived,
        modes=frozenset(row.modes),
        slots=frozenset(row.slots),
        capacity=row.capacity,
        held=row.held,
    )
    return Candidate(bearer, fit(ask, bearer), row.held, penalty_of(row.held))


def penalty_of(held: int) -> int:
    """Return what one more case costs a supporter who holds that many."""
    return LOAD_PENALTY[min(held, len(LOAD_PENALTY) - 1)]
