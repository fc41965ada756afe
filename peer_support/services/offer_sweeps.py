"""What time does to requests and offers."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from peer_support.limits import (
    CHOOSING_LAPSES_AFTER,
    FAILURES_BEFORE_COORDINATOR,
    WAIT_BEFORE_COORDINATOR,
)
from peer_support.models import Offer, Pairing, Supporter, SupportRequest
from peer_support.selectors.people import requester_id_of, requester_of
from peer_support.services.closing import ask_coordinator
from peer_support.services.expiring import expire_offer
from peer_support.services.making import offer_next
from peer_support.services.offers import withdraw_offers_of
from peer_support.services.one_by_one import settle_each
from peer_support.services.pairings import close_pairing
from peer_support.services.telling import tell
from peer_support.services.withdrawing import let_go

State = SupportRequest.State


def remind(*, now: datetime) -> int:
    """Remind supporters once, at half time, of offers that wait; return how many."""
    due = Offer.objects.live().filter(remind_at__lte=now, due_at__gt=now)
    rows = due.order_by("remind_at", "pk").select_related("supporter__person")
    return settle_each(rows, lambda offer: _remind(offer, now))


def expire_offers(*, now: datetime) -> int:
    """Pass on every offer that was not answered in time; the requester has nothing to do."""
    due = Offer.objects.due(now).select_related("request", "supporter__person")
    return settle_each(due, lambda offer: _pass_on(offer, now))


def take_back_stranded(*, now: datetime) -> int:
    """Take back the offers of supporters who paused or left while nobody finished the work."""
    gone = Supporter.objects.exclude(state=Supporter.State.ACTIVE).order_by("pk")
    rows = gone.filter(pk__in=Offer.objects.live().values("supporter"))
    return settle_each(rows, lambda supporter: withdraw_offers_of(supporter=supporter, now=now))


def ask_coordinators(*, now: datetime) -> int:
    """Ask the coordinators about requests that waited or failed too long; once each."""
    overdue = Q(waiting_since__lte=now - WAIT_BEFORE_COORDINATOR) | Q(
        failures__gte=FAILURES_BEFORE_COORDINATOR
    )
    rows = SupportRequest.objects.filter(
        overdue, state__in=(State.WAITING, State.OFFERED), coordinator_asked_at=None
    )
    return settle_each(rows, lambda request: _ask(request, now))


def lapse_choosing(*, now: datetime) -> int:
    """Close requests whose person never chose; they can ask again at any time."""
    rows = SupportRequest.objects.filter(
        state=State.CHOOSING, asked_at__lte=now - CHOOSING_LAPSES_AFTER
    )
    return settle_each(rows, lambda request: _lapse(request, now))


def close_requests_of_leavers(*, now: datetime) -> int:
    """Close what is open for people whose account is closed: nobody would answer a supporter.

    Every open request has to be opened for that, because no other row says whose it is.
    """
    return settle_each(
        SupportRequest.objects.open().order_by("pk"),
        lambda request: _has_left(request) and _close(request, now),
    )


@transaction.atomic
def _remind(offer: Offer, now: datetime) -> bool:
    due = Offer.objects.live().filter(pk=offer.pk, remind_at__lte=now)
    if not due.update(remind_at=None):
        return False
    tell(offer.supporter.person)
    return True


def _pass_on(offer: Offer, now: datetime) -> bool:
    """Expire in one transaction, offer in the next: the batch makes up for a stop between them."""
    if not expire_offer(offer=offer, now=now):
        return False
    offer_next(request=offer.request, now=now)
    return True


@transaction.atomic
def _ask(request: SupportRequest, now: datetime) -> bool:
    return ask_coordinator(request_id=request.pk, now=now)


@transaction.atomic
def _lapse(request: SupportRequest, now: datetime) -> bool:
    """Close it unless its person has chosen since the sweep looked."""
    choosing = SupportRequest.objects.filter(pk=request.pk, state=State.CHOOSING)
    if not choosing.update(state=State.LAPSED, closed_on=timezone.localdate(now)):
        return False
    tell(requester_of(request))
    return True


def _has_left(request: SupportRequest) -> bool:
    return not User.objects.filter(pk=requester_id_of(request), is_active=True).exists()


def _close(request: SupportRequest, now: datetime) -> bool:
    rows = Pairing.objects.active().select_related("request", "supporter__person")
    pairing = rows.filter(request=request).first()
    if pairing is not None:
        return close_pairing(pairing=pairing, now=now)
    return let_go(request=request, state=State.LAPSED, now=now)
