"""The cards among which a requester chooses: who could listen, and what speaks for them.

Never on a card: how many people a supporter listens to, and what they have lived through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from organisation.models import Node, RassoRole
from peer_support.limits import CARDS, NEAR_EQUAL
from peer_support.matching.candidates import Candidate, candidates_of
from peer_support.matching.explaining import words_for
from peer_support.matching.facts import Ask
from peer_support.matching.request_facts import ask_of
from peer_support.models import Supporter, SupportRequest
from peer_support.selectors.answer_times import usual_answer_times

# Among so many of the best the near-equal ones take turns.
LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Card:
    """One supporter as the requester reads them; words say why they fit."""

    supporter_id: UUID
    name: str
    role: str
    area: str
    topics: tuple[str, ...]
    answer_time: str
    words: tuple[str, ...]


def cards_for(request: SupportRequest, now: datetime) -> tuple[Card, ...]:
    """Return up to five cards, the best first by score less load penalty.

    The same number of queries however many supporters there are.
    """
    ask = ask_of(request, now)
    best = candidates_of(ask, now=now, limit=LOOKED_AT)
    return _cards(ask, list(in_turns(best, request.public_id.int))[:CARDS], now)


def in_turns(candidates: Sequence[Candidate], turn: int) -> Iterator[Candidate]:
    """Yield the candidates, best first; near-equals begin with another one for another turn."""
    rest = list(candidates)
    while rest:
        near = [each for each in rest if rest[0].net - each.net <= NEAR_EQUAL]
        rest = rest[len(near) :]
        start = turn % len(near)
        yield from near[start:]
        yield from near[:start]


def _cards(ask: Ask, chosen: list[Candidate], now: datetime) -> tuple[Card, ...]:
    supporters = Supporter.objects.only("public_id", "alias", "topics").in_bulk(
        [each.supporter_id for each in chosen]
    )
    forces = Node.objects.in_bulk({int(each.bearer.force) for each in chosen})
    answers = usual_answer_times(list(supporters), now)
    return tuple(
        Card(
            supporter_id=supporters[each.supporter_id].public_id,
            name=supporters[each.supporter_id].alias,
            role=str(RassoRole(each.bearer.role).label),
            area=forces[int(each.bearer.force)].name,
            topics=tuple(supporters[each.supporter_id].topic_words),
            answer_time=answers[each.supporter_id],
            words=words_for(ask, each.bearer),
        )
        for each in chosen
    )
