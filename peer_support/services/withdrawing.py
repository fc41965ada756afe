"""Lets a request go that has not led to a pair, whatever it waits for at the moment."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from peer_support.models import Offer, SupportRequest
from peer_support.services.closing import close_offer, live_offer_of, lock_offer

State = SupportRequest.State
LOOKING = (State.CHOOSING, State.WAITING)
LOOKS = 5


def let_go(*, request: SupportRequest, state: SupportRequest.State, now: datetime) -> bool:
    """Close the request as withdrawn or lapsed; False if it is paired or over.

    An open offer is taken back, and its supporter has nothing to do.
    """
    # An offer may be made, or answered, between the look and the locks: look again then.
    for _try in range(LOOKS):
        offer = live_offer_of(request)
        if _with_offer(offer, state, now) if offer else _without_offer(request, state, now):
            return True
    return False


def _without_offer(request: SupportRequest, state: SupportRequest.State, now: datetime) -> bool:
    looking = SupportRequest.objects.filter(pk=request.pk, state__in=LOOKING)
    return bool(looking.update(state=state, closed_on=timezone.localdate(now)))


@transaction.atomic
def _with_offer(offer: Offer, state: SupportRequest.State, now: datetime) -> bool:
    held = lock_offer(offer)
    if not close_offer(offer=held, state=Offer.State.WITHDRAWN, now=now, request_state=state):
        return False
    rows = SupportRequest.objects.filter(pk=held.request_id)
    rows.update(closed_on=timezone.localdate(now))
    return True
