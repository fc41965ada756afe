"""Makes offers: one guarded path for a choice, for "match me" and for the batch alike."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from peer_support.limits import HOURS_TO_ANSWER, URGENT_HOURS_TO_ANSWER
from peer_support.matching.candidates import Candidate, candidates_for, is_still_allowed
from peer_support.matching.facts import NOTHING, Bearer
from peer_support.matching.fit import Fit, fit
from peer_support.matching.posts import standing_of
from peer_support.matching.request_facts import ask_of
from peer_support.models import Offer, Supporter, SupportRequest
from peer_support.selectors.people import requester_id_of
from peer_support.services.locks import lock_people
from peer_support.services.places import take_place
from peer_support.services.telling import tell
from peer_support.working_time import add_working_hours

State = SupportRequest.State
# So many are tried for one request before it waits for the next batch.
TRIED = 40


@transaction.atomic
def make_offer(
    *, request: SupportRequest, supporter: Supporter, now: datetime, was_chosen: bool = False
) -> Offer | None:
    """Offer the request to the supporter and take a place; None if that is not possible (any more).

    Both people are locked and every rule is checked again, so whatever led here may be old. Call it
    outside other transactions: who holds locks already could wait for another in a circle.
    """
    # Most of a rush on one supporter is turned away here, before anybody waits for a lock.
    if not Supporter.objects.filter(pk=supporter.pk, held__lt=F("capacity")).exists():
        return None
    lock_people(requester_id_of(request), supporter.person_id)
    looking = (State.CHOOSING, State.WAITING) if was_chosen else (State.WAITING,)
    rows = SupportRequest.objects.select_for_update()
    held = rows.filter(pk=request.pk, state__in=looking).first()
    if held is None or not is_still_allowed(held, supporter, now):
        return None
    if not was_chosen and not _may_be_asked(held, supporter):
        return None
    if not take_place(supporter=supporter, request=held):
        return None
    held.state = State.OFFERED
    held.waiting_since = held.waiting_since or now
    held.save(update_fields=["state", "waiting_since"])
    asked = Supporter.objects.select_related("person").get(pk=supporter.pk)
    tell(asked.person)
    return _create(held, asked, now, was_chosen=was_chosen)


def _may_be_asked(request: SupportRequest, supporter: Supporter) -> bool:
    """Whether no offer waits for the supporter's answer, or the request is urgent.

    Two requests that look for somebody at the same moment both found the supporter free.
    """
    if request.urgency == SupportRequest.Urgency.URGENT:
        return True
    return not Offer.objects.live().filter(supporter=supporter.pk).exists()


def offer_next(*, request: SupportRequest, now: datetime) -> Offer | None:
    """Offer a waiting request to the best supporter there is; None leaves it to the next batch.

    Each try is a transaction of its own: see make_offer.
    """
    request = SupportRequest.objects.get(pk=request.pk)
    if request.state != State.WAITING:
        return None
    asked = supporters_asked()
    # Enough that those who have an offer to answer never hide all the others.
    candidates = candidates_for(request, now=now, limit=TRIED + len(asked))
    supporters = Supporter.objects.select_related("person").in_bulk(
        [each.supporter_id for each in candidates]
    )
    for candidate in _unasked_first(request, candidates, asked)[:TRIED]:
        supporter = supporters[candidate.supporter_id]
        offer = make_offer(request=request, supporter=supporter, now=now)
        if offer is not None or not _waits(request):
            return offer
    return None


def _waits(request: SupportRequest) -> bool:
    """Whether the next one is worth a try: somebody else may have settled the request."""
    return SupportRequest.objects.filter(pk=request.pk, state=State.WAITING).exists()


def supporters_asked() -> frozenset[int]:
    """Return the keys of the supporters who have an offer to answer."""
    return frozenset(Offer.objects.live().values_list("supporter_id", flat=True))


def _unasked_first(
    request: SupportRequest, candidates: list[Candidate], asked: frozenset[int]
) -> list[Candidate]:
    """Return whom to ask, the best first: nobody takes on two new people in a week unasked.

    Whoever has an offer to answer is asked once more only when it is urgent and nobody else is
    there. A requester's own choice is not held to this: a supporter can say "not now".
    """
    free = [each for each in candidates if each.supporter_id not in asked]
    if request.urgency != SupportRequest.Urgency.URGENT:
        return free
    return free + [each for each in candidates if each.supporter_id in asked]


def _create(
    request: SupportRequest, supporter: Supporter, now: datetime, *, was_chosen: bool
) -> Offer:
    is_urgent = request.urgency == SupportRequest.Urgency.URGENT
    hours = URGENT_HOURS_TO_ANSWER if is_urgent else HOURS_TO_ANSWER
    found = fit_between(request, supporter, now)
    return Offer.objects.create(
        request=request,
        supporter=supporter,
        was_chosen=was_chosen,
        fit=found.as_json(),
        score=found.score,
        made_at=now,
        remind_at=add_working_hours(now, hours / 2),
        due_at=add_working_hours(now, hours),
    )


def fit_between(request: SupportRequest, supporter: Supporter, now: datetime) -> Fit:
    """Return the fit of the two as it is kept with the offer."""
    standing = standing_of(supporter.person_id, timezone.localdate(now))
    bearer = Bearer(
        id=str(supporter.pk),
        person=str(supporter.person_id),
        force=standing.force,
        region=standing.region,
        role=standing.role,
        rank=standing.rank,
        gender=supporter.gender,
        topics=frozenset(supporter.topics),
        lived=frozenset(supporter.lived) if supporter.lived_counts else NOTHING,
    )
    return fit(ask_of(request, now), bearer)
