"""Pairings: either side ends one at any time, the system in the end; both may wish for more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.exceptions import ConversationError
from peer_support.models import Pairing
from peer_support.selectors.people import person_on, requester_of, side_of
from peer_support.services.bar_rows import drop_past_pair
from peer_support.services.ending import close_locked, lock_pairing
from peer_support.services.opening import open_pairing
from peer_support.services.telling import tell, tell_both
from peer_support.vocabulary import Outcome

__all__ = ["close_pairing", "end_pairing", "open_pairing", "own_pairing", "say_would_again"]

Side = Pairing.Side


@transaction.atomic
def end_pairing(*, person: User, pairing_id: UUID, outcome: str = "", now: datetime) -> bool:
    """End the pairing without a reason; False if it was over. The other side is told.

    outcome: a code of Outcome, for the record, from whoever ends it.
    """
    pairing, side = own_pairing(person, pairing_id)
    if outcome and outcome not in Outcome.values:
        raise ConversationError(_("Choose one of the outcomes. Nothing has been changed."))
    held = lock_pairing(pairing)
    if not close_locked(pairing=held, now=now, outcome=outcome):
        return False
    tell(person_on(held, Side.REQUESTER if side == Side.SUPPORTER else Side.SUPPORTER))
    return True


@transaction.atomic
def close_pairing(*, pairing: Pairing, now: datetime) -> bool:
    """End a pairing whose time is over, or that fell silent; both sides are told."""
    held = lock_pairing(pairing)
    if not close_locked(pairing=held, now=now):
        return False
    tell_both(held)
    return True


@transaction.atomic
def say_would_again(*, person: User, pairing_id: UUID, again: bool) -> None:
    """Keep whether the person would be a pair with the other again; the other is not told."""
    pairing, side = own_pairing(person, pairing_id)
    held = lock_pairing(pairing)
    field = f"{side.value}_would_again"
    setattr(held, field, again)
    held.save(update_fields=[field])
    if held.requester_would_again and held.supporter_would_again:
        drop_past_pair(requester_of(held.request), held.supporter.person)


def own_pairing(person: User, pairing_id: UUID) -> tuple[Pairing, Pairing.Side]:
    """Return the pairing and the person's side; somebody else's and a missing one look the same."""
    rows = Pairing.objects.of(person).select_related("request", "supporter__person")
    pairing = rows.filter(public_id=pairing_id).first()
    side = side_of(pairing, person) if pairing is not None else None
    if pairing is None or side is None:
        raise ConversationError(_("There is no such conversation."))
    return pairing, side
