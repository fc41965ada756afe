"""Erases what peer support holds of a person, on either side, and leaves nobody waiting for it."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from peer_support.models import Bar, Concern, HeldPlace, Offer, Pairing, Supporter, SupportRequest
from peer_support.refs import REF_LENGTH, bar_ref_of, concern_ref_of
from peer_support.selectors.people import requester_id_of
from peer_support.services.locks import lock_people
from peer_support.services.offers import offer_next, withdraw_offers_of
from peer_support.services.pairings import end_pairing
from peer_support.services.places import give_place_back
from peer_support.services.requests import withdraw_request

OPEN_BEFORE_A_PAIR = (
    SupportRequest.State.CHOOSING,
    SupportRequest.State.WAITING,
    SupportRequest.State.OFFERED,
)


@transaction.atomic
def erase_requests_of(*, person: User, now: datetime) -> None:
    """Remove every request with offers, pairs, keys and words, and every list that names them.

    What is open ends first, in the ordinary way: the supporter is told and has the place free.
    """
    for request in SupportRequest.objects.of(person).filter(state__in=OPEN_BEFORE_A_PAIR):
        withdraw_request(person=person, request_id=request.public_id, now=now)
    own = SupportRequest.objects.of(person)
    for pairing in Pairing.objects.active().filter(request__in=own):
        end_pairing(person=person, pairing_id=pairing.public_id, now=now)
    for place in HeldPlace.objects.filter(request__in=own).select_related("request"):
        give_place_back(request=place.request)
    own.delete()
    ref = bar_ref_of(person)
    Bar.objects.filter(Q(owner_ref=ref) | Q(other_ref=ref)).delete()
    _forget_in_concerns(concern_ref_of(person))


@transaction.atomic
def erase_supporter(*, person: User, now: datetime) -> bool:
    """Remove the profile with all that hangs on it; somebody else is asked in their place.

    Those whom they supported are told that it has ended, and are asked for anew without having
    to do anything: they did not end it.
    """
    supporter = Supporter.objects.filter(person=person).first()
    if supporter is None:
        return False
    # Everybody at once and in order: one by one, two erasures could wait in a circle.
    lock_people(person.pk, *_people_with(supporter))
    Supporter.objects.filter(pk=supporter.pk).update(state=Supporter.State.LEFT)
    withdraw_offers_of(supporter=supporter, now=now)
    left = [_end(pairing, now) for pairing in Pairing.objects.active().filter(supporter=supporter)]
    supporter.delete()
    for request in left:
        offer_next(request=request, now=now)
    return True


def _people_with(supporter: Supporter) -> list[int]:
    """Return the keys of those who wait for the supporter's answer or are a pair with them."""
    waiting = SupportRequest.objects.filter(
        Q(offers__in=Offer.objects.live().filter(supporter=supporter))
        | Q(pairings__in=Pairing.objects.active().filter(supporter=supporter))
    )
    return [requester_id_of(request) for request in waiting.distinct()]


def _end(pairing: Pairing, now: datetime) -> SupportRequest:
    """End the pair and let its request wait for somebody again."""
    end_pairing(person=pairing.supporter.person, pairing_id=pairing.public_id, now=now)
    SupportRequest.objects.filter(pk=pairing.request_id).update(
        state=SupportRequest.State.WAITING, waiting_since=now, closed_on=None
    )
    return SupportRequest.objects.get(pk=pairing.request_id)


def _forget_in_concerns(ref: str) -> None:
    """Put chance in the place of the person: a concern is dealt with, whoever raised it is gone."""
    for concern in Concern.objects.filter(parties__contains=[ref]).select_for_update():
        nobody = token_hex(REF_LENGTH // 2)
        concern.raised_by = nobody if concern.raised_by == ref else concern.raised_by
        concern.parties = sorted(nobody if one == ref else one for one in concern.parties)
        concern.save(update_fields=["raised_by", "parties"])
