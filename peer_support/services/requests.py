"""Requests: asking, choosing or being matched, asking for less, withdrawing, asking once more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.asked import Asked
from peer_support.exceptions import NotAvailableError, RequestRefusedError
from peer_support.limits_of_confidentiality import check_accepted
from peer_support.models import Offer, Supporter, SupportRequest
from peer_support.refs import requester_ref_of
from peer_support.services.asking_again import ask_again
from peer_support.services.asking_limits import check_may_ask
from peer_support.services.locks import lock_people
from peer_support.services.making import make_offer, offer_next
from peer_support.services.new_request import create_request
from peer_support.services.relaxing import relaxed_fields
from peer_support.services.withdrawing import LOOKING, let_go

__all__ = [
    "ask_again",
    "change_wish",
    "choose_supporter",
    "match_me",
    "request_support",
    "withdraw_request",
]

State = SupportRequest.State


@transaction.atomic
def request_support(
    *, person: User, ask: Asked, limits_version: int | None, now: datetime
) -> SupportRequest:
    """Keep a request, open for choosing. No event says so: it would tell who asked.

    Raises LimitsChangedError, RequestRefusedError (one open already, or unknown answers) or
    TooManyError (three in a day); nothing is kept then.
    """
    version = check_accepted(limits_version)
    lock_people(person.pk)
    check_may_ask(person, now)
    return create_request(person=person, ask=ask, limits_version=version, now=now)


def choose_supporter(*, person: User, request_id: UUID, supporter_id: UUID, now: datetime) -> Offer:
    """Ask the chosen supporter; NotAvailableError, with nothing changed, if that cannot be."""
    request = _own_open(person, request_id)
    supporter = Supporter.objects.filter(public_id=supporter_id).first()
    offer = None
    if supporter is not None:
        offer = make_offer(request=request, supporter=supporter, now=now, was_chosen=True)
    if offer is None:
        raise NotAvailableError
    return offer


def match_me(*, person: User, request_id: UUID, now: datetime) -> None:
    """Look for somebody: the best is asked at once, or else the batch goes on looking."""
    request = _own_open(person, request_id)
    choosing = SupportRequest.objects.filter(pk=request.pk, state=State.CHOOSING)
    if choosing.update(state=State.WAITING, waiting_since=now):
        offer_next(request=request, now=now)


def withdraw_request(*, person: User, request_id: UUID, now: datetime) -> bool:
    """Withdraw a request before there is a pair; False if there is nothing to withdraw.

    A pair is ended instead (services.pairings.end_pairing). An open offer is taken back and its
    supporter has nothing to do.
    """
    request = _own_open(person, request_id)
    return let_go(request=request, state=State.WITHDRAWN, now=now)


def change_wish(*, person: User, request_id: UUID, relax: str, now: datetime) -> None:
    """Give up one wish (a code of matching.rules) that keeps everybody away, and look at once."""
    request = _own_open(person, request_id)
    fields = relaxed_fields(relax, request)
    looking = SupportRequest.objects.filter(pk=request.pk, state__in=LOOKING)
    if not looking.update(**fields):
        raise RequestRefusedError(_("Somebody has been asked already. Nothing has been changed."))
    offer_next(request=request, now=now)


def _own_open(person: User, request_id: UUID) -> SupportRequest:
    """Return the person's open request; somebody else's and a missing one look the same."""
    rows = SupportRequest.objects.open().filter(requester_ref=requester_ref_of(person))
    request: SupportRequest | None = rows.filter(public_id=request_id).first()
    if request is None:
        raise RequestRefusedError(_("This request is no longer open. You can ask again."))
    return request
