"""What time does: each sweep finds due rows and settles each in a short transaction of its own.

Every change is a compare-and-set under the locks of services/, so a sweep that runs twice, or a
worker that is killed in the middle, loses nothing and does nothing twice.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisation.models import Membership
from peer_support.limits import (
    CHOOSING_LAPSES_AFTER,
    FAILURES_BEFORE_COORDINATOR,
    REVIEWS_AFTER,
    SILENCE_CLOSES_AFTER,
    WAIT_BEFORE_COORDINATOR,
)
from peer_support.models import Offer, Pairing, Supporter, SupportRequest
from peer_support.selectors.people import person_on, requester_of
from peer_support.services.closing import ask_coordinator
from peer_support.services.expiring import expire_offer
from peer_support.services.leaving import leave_supporting
from peer_support.services.making import offer_next
from peer_support.services.offers import withdraw_offers_of
from peer_support.services.pairings import close_pairing
from peer_support.services.supporter_checks import IN_TRAINING_OR_SERVING
from peer_support.services.telling import tell

State = SupportRequest.State


def remind(*, now: datetime) -> int:
    """Remind supporters once, at half time, of offers that wait; return how many."""
    due = Offer.objects.live().filter(remind_at__lte=now).order_by("remind_at", "pk")
    return sum(_remind(offer, now) for offer in due.select_related("supporter__person"))


def expire_offers(*, now: datetime) -> int:
    """Pass on every offer that was not answered in time; the requester has nothing to do."""
    due = Offer.objects.due(now).select_related("request", "supporter__person")
    expired = 0
    for offer in due:
        if expire_offer(offer=offer, now=now):
            offer_next(request=offer.request, now=now)
            expired += 1
    return expired


def take_back_stranded(*, now: datetime) -> int:
    """Take back the offers of supporters who paused or left while nobody finished the work."""
    gone = Supporter.objects.exclude(state=Supporter.State.ACTIVE).filter(
        offers__state=Offer.State.LIVE
    )
    return sum(withdraw_offers_of(supporter=each, now=now) for each in gone.distinct())


def ask_coordinators(*, now: datetime) -> int:
    """Ask the coordinators about requests that waited or failed too long; once each."""
    overdue = Q(waiting_since__lte=now - WAIT_BEFORE_COORDINATOR) | Q(
        failures__gte=FAILURES_BEFORE_COORDINATOR
    )
    rows = SupportRequest.objects.filter(
        overdue, state__in=(State.WAITING, State.OFFERED), coordinator_asked_at=None
    )
    return sum(_ask(number, now) for number in rows.values_list("pk", flat=True))


def lapse_choosing(*, now: datetime) -> int:
    """Close requests whose person never chose; they can ask again at any time."""
    rows = SupportRequest.objects.filter(
        state=State.CHOOSING, asked_at__lte=now - CHOOSING_LAPSES_AFTER
    )
    return sum(_lapse(request, now) for request in rows)


def close_pairings(*, now: datetime) -> int:
    """End pairings after their time, or after a long silence."""
    due = Q(closes_at__lte=now) | Q(last_word_at__lte=now - SILENCE_CLOSES_AFTER)
    rows = Pairing.objects.active().filter(due).select_related("request", "supporter__person")
    return sum(close_pairing(pairing=pairing, now=now) for pairing in rows)


def prompt_reviews(*, now: datetime) -> int:
    """Invite both sides to look back, at two weeks and at six."""
    due = Pairing.objects.active().filter(review_at__lte=now)
    return sum(_prompt(pairing) for pairing in due.select_related("request", "supporter__person"))


def end_supporters_without_post(*, now: datetime) -> int:
    """Let supporters go who work nowhere any more: their offers pass on, their pairings end."""
    at_work = Membership.objects.current(timezone.localdate(now)).values("person")
    here = Supporter.objects.filter(state__in=IN_TRAINING_OR_SERVING)
    gone = here.exclude(person__in=at_work, person__is_active=True).select_related("person")
    return sum(leave_supporting(person=each.person, now=now) for each in gone.order_by("pk"))


@transaction.atomic
def _remind(offer: Offer, now: datetime) -> bool:
    due = Offer.objects.live().filter(pk=offer.pk, remind_at__lte=now)
    if not due.update(remind_at=None):
        return False
    tell(offer.supporter.person)
    return True


@transaction.atomic
def _ask(request_id: int, now: datetime) -> bool:
    return ask_coordinator(request_id=request_id, now=now)


@transaction.atomic
def _lapse(request: SupportRequest, now: datetime) -> bool:
    choosing = SupportRequest.objects.filter(pk=request.pk, state=State.CHOOSING)
    if not choosing.update(state=State.LAPSED, closed_on=timezone.localdate(now)):
        return False
    tell(requester_of(request))
    return True


@transaction.atomic
def _prompt(pairing: Pairing) -> bool:
    done = pairing.reviews_done + 1
    following = pairing.started_at + REVIEWS_AFTER[done] if done < len(REVIEWS_AFTER) else None
    due = Pairing.objects.active().filter(pk=pairing.pk, review_at=pairing.review_at)
    if not due.update(reviews_done=done, review_at=following):
        return False
    for side in Pairing.Side:
        tell(person_on(pairing, side))
    return True
