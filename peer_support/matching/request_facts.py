"""What the rules know of a request, from its row and from where its person stands now."""

from datetime import datetime

from django.utils import timezone

from peer_support.limits import WAIT_TARGET
from peer_support.matching.facts import Ask
from peer_support.matching.posts import standing_of
from peer_support.models import SupportRequest
from peer_support.selectors.people import requester_id_of

URGENT_TIER, PAST_TARGET_TIER, ROUTINE_TIER = 0, 1, 2


def ask_of(request: SupportRequest, now: datetime) -> Ask:
    """Return the facts of the request; raises CryptoError without the keys."""
    person_id = requester_id_of(request)
    standing = standing_of(person_id, timezone.localdate(now))
    return Ask(
        id=str(request.pk),
        person=str(person_id),
        force=standing.force,
        region=standing.region,
        team=standing.team,
        role=standing.role,
        rank=standing.rank,
        language=request.language,
        topics=frozenset(request.topics),
        required_topics=frozenset(request.required_topics),
        mode=request.mode,
        slots=frozenset(request.slots),
        tier=tier_of(request, now),
        gender=request.gender_wish,
        gender_required=request.gender_is_required,
        force_wish=request.force_wish,
        force_required=request.force_is_required,
        rank_gap_max=request.rank_gap_most,
        own_team=request.own_team_allowed,
    )


def tier_of(request: SupportRequest, now: datetime) -> int:
    """Return 0 for urgent, 1 for who has waited past the target, 2 for everyone else."""
    if request.urgency == SupportRequest.Urgency.URGENT:
        return URGENT_TIER
    if request.waiting_since is not None and now - request.waiting_since > WAIT_TARGET:
        return PAST_TARGET_TIER
    return ROUTINE_TIER
