"""Who is never to be a pair: named by either of the two, and true for both at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.exceptions import RequestRefusedError
from peer_support.models import Bar, Offer, Pairing, SupportRequest
from peer_support.refs import requester_ref_of
from peer_support.selectors.own_bars import NAMED_KINDS
from peer_support.services.bar_rows import keep_bar
from peer_support.services.closing import close_offer, lock_offer
from peer_support.services.ending import close_locked, lock_pairing
from peer_support.services.locks import lock_people
from peer_support.services.making import offer_next
from peer_support.services.telling import tell


def add_bar(*, person: User, other: User, kind: Bar.Kind, now: datetime) -> Bar:
    """Keep that the two are no pair; naming somebody twice is once. The other learns nothing.

    An open offer between them is taken back and the next best is asked; a pairing ends.
    """
    if kind not in NAMED_KINDS:
        raise RequestRefusedError(_("Choose one of the reasons on the page."))
    if person.pk == other.pk:
        raise RequestRefusedError(_("You are never matched with yourself."))
    bar, looking_again = _add(person, other, kind, now)
    for request in looking_again:
        offer_next(request=request, now=now)
    return bar


def remove_bar(*, person: User, bar_id: UUID) -> bool:
    """Take somebody off the person's own list; False if they are not on it."""
    named = Bar.objects.named_by(person).filter(public_id=bar_id, kind__in=NAMED_KINDS)
    return bool(named.delete()[0])


@transaction.atomic
def _add(
    person: User, other: User, kind: Bar.Kind, now: datetime
) -> tuple[Bar, list[SupportRequest]]:
    lock_people(person.pk, other.pk)
    bar = keep_bar(owner=person, other=other, kind=kind)
    _end_pairings(person, other, now)
    return bar, _take_offers_back(person, other, now)


def _take_offers_back(person: User, other: User, now: datetime) -> list[SupportRequest]:
    """Take back what is open between the two, whoever asked; return the requests that go on."""
    rows = Offer.objects.live().select_related("request", "supporter__person")
    return [
        offer.request
        for offer in rows.filter(_between(person, other))
        if close_offer(offer=lock_offer(offer), state=Offer.State.WITHDRAWN, now=now)
    ]


def _end_pairings(person: User, other: User, now: datetime) -> None:
    """End what goes on between the two; the other side is told that there is something to see."""
    rows = Pairing.objects.active().select_related("request", "supporter__person")
    for pairing in rows.filter(_between(person, other)):
        if close_locked(pairing=lock_pairing(pairing), now=now):
            tell(other)


def _between(one: User, two: User) -> Q:
    """Return the condition of an offer or a pairing in which one supports the other."""
    return Q(request__requester_ref=requester_ref_of(one), supporter__person=two) | Q(
        request__requester_ref=requester_ref_of(two), supporter__person=one
    )
