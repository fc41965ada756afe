"""Offers from the first to the last: what other packages of peer support call."""

from datetime import datetime

from django.db import transaction

from peer_support.models import Offer, Supporter
from peer_support.services.answering import accept_offer, decline_offer, say_known, see_name
from peer_support.services.closing import close_offer, live_offers_of, lock_offer
from peer_support.services.making import make_offer, offer_next

__all__ = [
    "accept_offer",
    "decline_offer",
    "make_offer",
    "offer_next",
    "say_known",
    "see_name",
    "withdraw_offers_of",
]


def withdraw_offers_of(*, supporter: Supporter, now: datetime) -> int:
    """Take back every open offer of a supporter and ask the next best; return how many there were.

    Call it after the transaction that paused or removed the supporter: each offer is settled in one
    of its own, and what a stop in the middle leaves behind a sweep takes back (sweeps.py).
    """
    taken = 0
    for offer in live_offers_of(supporter):
        if _take_back(offer, now):
            offer_next(request=offer.request, now=now)
            taken += 1
    return taken


@transaction.atomic
def _take_back(offer: Offer, now: datetime) -> bool:
    """Take one offer back, which is nobody's failure; False if it was not live."""
    return close_offer(offer=lock_offer(offer), state=Offer.State.WITHDRAWN, now=now)
