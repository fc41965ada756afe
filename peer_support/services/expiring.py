"""Lets one offer expire, and gives a supporter who misses several a rest."""

from datetime import datetime

from django.db import transaction

from peer_support.limits import EXPIRIES_BEFORE_PAUSE, EXPIRIES_WITHIN
from peer_support.models import Offer, Supporter
from peer_support.services.closing import close_offer, lock_offer
from peer_support.services.telling import tell

State = Supporter.State


@transaction.atomic
def expire_offer(*, offer: Offer, now: datetime) -> bool:
    """Close an offer that is due; False if it was answered in the meantime.

    The third in a month pauses the supporter, who is told so and can come back at any time.
    """
    held = lock_offer(offer)
    if held.due_at > now or not close_offer(offer=held, state=Offer.State.EXPIRED, now=now):
        return False
    if _missed(held.supporter, now) >= EXPIRIES_BEFORE_PAUSE:
        _pause_kindly(held.supporter, now)
    return True


def _missed(supporter: Supporter, now: datetime) -> int:
    """Return how many offers expired within the month, since the last rest."""
    since = max(filter(None, [now - EXPIRIES_WITHIN, supporter.paused_kindly_at]))
    return Offer.objects.filter(
        supporter=supporter, state=Offer.State.EXPIRED, answered_at__gt=since
    ).count()


def _pause_kindly(supporter: Supporter, now: datetime) -> None:
    active = Supporter.objects.filter(pk=supporter.pk, state=State.ACTIVE)
    if active.update(state=State.PAUSED, paused_until=None, paused_kindly_at=now):
        tell(supporter.person)
