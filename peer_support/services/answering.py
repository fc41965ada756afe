"""A supporter's answers: check for a conflict, accept, not now, "I know this person"."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from core.events import record_event
from organisation.selectors import force_id_of
from peer_support.exceptions import NotAvailableError, OfferGoneError, SupporterRefusedError
from peer_support.limits_of_confidentiality import check_accepted
from peer_support.matching.candidates import is_still_allowed
from peer_support.models import Bar, Offer, Pairing, Supporter, SupportRequest
from peer_support.selectors.people import requester_of
from peer_support.services.bar_rows import keep_bar
from peer_support.services.closing import close_offer, lock_offer
from peer_support.services.making import offer_next
from peer_support.services.opening import open_pairing
from peer_support.services.telling import tell

State = Offer.State


@transaction.atomic
def see_name(*, person: User, offer_id: UUID, now: datetime) -> User:
    """Return who asked, so that the supporter can tell whether they know them; every look is kept.

    The event names the supporter and the offer, never the one who asked.
    """
    offer = _own(person, offer_id)
    live = Offer.objects.live().filter(pk=offer.pk)
    if not live.update(name_seen_at=Coalesce("name_seen_at", Value(now))):
        raise OfferGoneError
    record_event(
        actor=person,
        action="peer_support.name_seen",
        force_id=force_id_of(person),
        target=f"peer_support.offer:{offer.public_id}",
    )
    return requester_of(offer.request)


def accept_offer(
    *, person: User, offer_id: UUID, limits_version: int | None, now: datetime
) -> Pairing:
    """Accept and open the pairing; accepting once more returns the same one.

    Raises OfferGoneError if it was passed on, NotAvailableError if a rule now keeps the two apart:
    the offer is taken back then and the next best is asked.
    """
    offer = _own(person, offer_id)
    version = check_accepted(limits_version)
    if offer.state == State.ACCEPTED:
        return _pairing_of(offer)
    pairing = _accept(offer, version, now)
    if pairing is None:
        offer_next(request=offer.request, now=now)
        raise NotAvailableError
    return pairing


def decline_offer(*, person: User, offer_id: UUID, now: datetime) -> None:
    """Say "not now": the place is free, and the next best is asked at once."""
    offer = _own(person, offer_id)
    _close(offer, State.DECLINED, now)
    offer_next(request=offer.request, now=now)


def say_known(*, person: User, offer_id: UUID, now: datetime) -> None:
    """Say "I know this person": the two are never paired, and nobody reads why."""
    offer = _own(person, offer_id)
    if offer.name_seen_at is None:
        raise SupporterRefusedError(_("Check for a conflict first, so that you know who it is."))
    _close(offer, State.KNOWN, now)
    offer_next(request=offer.request, now=now)


@transaction.atomic
def _accept(offer: Offer, version: int, now: datetime) -> Pairing | None:
    """Return the pairing, or None where the offer had to be taken back."""
    held = lock_offer(offer)
    if held.state == State.ACCEPTED:
        return _pairing_of(held)
    if held.state != State.LIVE:
        raise OfferGoneError
    if not is_still_allowed(held.request, held.supporter, now, holds_place=True):
        close_offer(offer=held, state=State.WITHDRAWN, now=now)
        return None
    held.state, held.answered_at = State.ACCEPTED, now
    held.remind_at, held.limits_version = None, version
    held.save(update_fields=["state", "answered_at", "remind_at", "limits_version"])
    SupportRequest.objects.filter(pk=held.request_id).update(state=SupportRequest.State.PAIRED)
    Supporter.objects.filter(pk=held.supporter_id).update(last_taken_at=now)
    pairing = open_pairing(offer=held, now=now)
    tell(requester_of(held.request))
    return pairing


@transaction.atomic
def _close(offer: Offer, state: Offer.State, now: datetime) -> None:
    held = lock_offer(offer)
    if not close_offer(offer=held, state=state, now=now):
        raise OfferGoneError
    if state == State.KNOWN:
        keep_bar(owner=held.supporter.person, other=requester_of(held.request), kind=Bar.Kind.KNOWN)


def _pairing_of(offer: Offer) -> Pairing:
    found: Pairing = Pairing.objects.select_related("request", "supporter").get(offer=offer)
    return found


def _own(person: User, offer_id: UUID) -> Offer:
    """Return the person's offer; one of somebody else and one that is not there look the same."""
    rows = Offer.objects.made_to(person).select_related("request", "supporter__person")
    offer: Offer | None = rows.filter(public_id=offer_id).first()
    if offer is None:
        raise OfferGoneError
    return offer
