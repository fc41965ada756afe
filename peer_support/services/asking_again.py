"""Asks once more after a pairing: the answers are kept, and the old pair is not made again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.asked import asked_in
from peer_support.exceptions import ConversationError
from peer_support.limits_of_confidentiality import check_accepted
from peer_support.models import Bar, Pairing, SupportRequest
from peer_support.selectors.people import person_on
from peer_support.services.asking_limits import check_may_ask
from peer_support.services.bar_rows import drop_past_pair, keep_bar
from peer_support.services.ending import close_locked, lock_pairing
from peer_support.services.making import make_offer
from peer_support.services.new_request import create_request
from peer_support.services.pairings import own_pairing
from peer_support.services.telling import tell

Side = Pairing.Side


def ask_again(
    *, person: User, pairing_id: UUID, now: datetime, again_with_same: bool
) -> SupportRequest:
    """Ask with the same answers, ending the pairing if it still goes on.

    Unless both sides said that they would be a pair again, they are not. If both did, the same
    supporter is asked first; what the other side said is told to nobody.
    """
    pairing, side = own_pairing(person, pairing_id)
    if side != Side.REQUESTER:
        raise ConversationError(_("Whoever asked for support can ask again."))
    request, both_wish = _renew(person, pairing, now, again_with_same=again_with_same)
    if both_wish:
        make_offer(request=request, supporter=pairing.supporter, now=now, was_chosen=True)
    request.refresh_from_db()
    return request


@transaction.atomic
def _renew(
    person: User, pairing: Pairing, now: datetime, *, again_with_same: bool
) -> tuple[SupportRequest, bool]:
    held = lock_pairing(pairing)
    version = check_accepted(held.request.limits_version)
    if close_locked(pairing=held, now=now):
        tell(person_on(held, Side.SUPPORTER))
    check_may_ask(person, now)
    held.requester_would_again = again_with_same
    held.save(update_fields=["requester_would_again"])
    both_wish = again_with_same and held.supporter_would_again
    supporter = held.supporter.person
    if both_wish:
        drop_past_pair(person, supporter)
    else:
        keep_bar(owner=person, other=supporter, kind=Bar.Kind.PAST_PAIR)
    ask = asked_in(held.request)
    return create_request(person=person, ask=ask, limits_version=version, now=now), both_wish
