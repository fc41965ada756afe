"""Ends a pairing under the locks of both people."""

from datetime import datetime

from django.utils import timezone

from peer_support.limits import MESSAGES_KEPT_AFTER_END
from peer_support.models import Conversation, Pairing, SupportRequest
from peer_support.selectors.people import requester_id_of
from peer_support.services.locks import lock_people
from peer_support.services.places import give_place_back


def lock_pairing(pairing: Pairing) -> Pairing:
    """Lock both people and the pairing; return it as it is now."""
    lock_people(requester_id_of(pairing.request), pairing.supporter.person_id)
    list(SupportRequest.objects.select_for_update().filter(pk=pairing.request_id))
    rows = Pairing.objects.select_related("request", "supporter__person")
    return rows.select_for_update(of=("self",)).get(pk=pairing.pk)


def close_locked(*, pairing: Pairing, now: datetime, outcome: str = "") -> bool:
    """End a pairing that lock_pairing returned; False if it is over, so that twice is once.

    Every word is destroyed when the time for keeping them has passed.
    """
    active = Pairing.objects.active().filter(pk=pairing.pk)
    if not active.update(
        state=Pairing.State.ENDED, ended_at=now, outcome=outcome or pairing.outcome, review_at=None
    ):
        return False
    give_place_back(request=pairing.request)
    SupportRequest.objects.filter(pk=pairing.request_id).update(
        state=SupportRequest.State.ENDED, closed_on=timezone.localdate(now)
    )
    Conversation.objects.filter(pairing=pairing).update(key_due_at=now + MESSAGES_KEPT_AFTER_END)
    return True
