"""Closes a live offer: the place is free again and the request looks for the next one.

The one way in which an offer ends that is not accepted. Every change of an offer holds the locks
of both people, so that whoever holds a supporter's lock sees no offer of theirs change.
"""

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User
from organisation.models import Node, Role, RoleGrant
from organisation.selectors import force_of
from peer_support.exceptions import OfferGoneError
from peer_support.limits import FAILURES_BEFORE_COORDINATOR
from peer_support.models import Offer, Supporter, SupportRequest
from peer_support.selectors.people import requester_id_of, requester_of
from peer_support.services.locks import lock_people
from peer_support.services.places import give_place_back
from peer_support.services.telling import tell

State = SupportRequest.State


def lock_offer(offer: Offer) -> Offer:
    """Lock both people, the request and the offer, in this order; return the offer as it is now."""
    lock_people(requester_id_of(offer.request), offer.supporter.person_id)
    list(SupportRequest.objects.select_for_update().filter(pk=offer.request_id))
    rows = Offer.objects.select_related("request", "supporter__person")
    held: Offer | None = rows.select_for_update(of=("self",)).filter(pk=offer.pk).first()
    if held is None:
        raise OfferGoneError
    return held


def close_offer(
    *,
    offer: Offer,
    state: Offer.State,
    now: datetime,
    request_state: SupportRequest.State = State.WAITING,
) -> bool:
    """Close an offer that lock_offer returned; False if it is not live, so that twice is once."""
    changed = Offer.objects.live().filter(pk=offer.pk)
    if not changed.update(state=state, answered_at=now, remind_at=None):
        return False
    give_place_back(request=offer.request)
    failed = int(state in Offer.FAILED)
    asked = SupportRequest.objects.filter(pk=offer.request_id, state=State.OFFERED)
    asked.update(state=request_state, failures=F("failures") + failed)
    if failed and request_state == State.WAITING:
        ask_coordinator(
            request_id=offer.request_id, now=now, failures_from=FAILURES_BEFORE_COORDINATOR
        )
    return True


def ask_coordinator(*, request_id: int, now: datetime, failures_from: int = 0) -> bool:
    """Ask the coordinators of the requester's force to look, once; they read no name."""
    open_ones = SupportRequest.objects.filter(
        pk=request_id,
        state__in=(State.WAITING, State.OFFERED),
        coordinator_asked_at=None,
        failures__gte=failures_from,
    )
    if not open_ones.update(coordinator_asked_at=now):
        return False
    requester = requester_of(SupportRequest.objects.get(pk=request_id))
    for coordinator in coordinators_for(requester, now):
        tell(coordinator)
    return True


def coordinators_for(person: User, now: datetime) -> QuerySet[User]:
    """Return who coordinates peer support where the person works; never the person themselves."""
    today = timezone.localdate(now)
    force = force_of(person, today)
    if force is None:
        return User.objects.none()
    grants = RoleGrant.objects.active(today).filter(
        role=Role.PEER_COORDINATOR, scope__in=Node.objects.above(force.path)
    )
    return User.objects.filter(pk__in=grants.values("person")).exclude(pk=person.pk)


def live_offer_of(request: SupportRequest) -> Offer | None:
    """Return the offer that waits for an answer, if there is one."""
    rows = Offer.objects.live().filter(request=request)
    return rows.select_related("request", "supporter__person").first()


def live_offers_of(supporter: Supporter) -> list[Offer]:
    """Return the offers that wait for this supporter's answer."""
    rows = Offer.objects.live().filter(supporter=supporter).order_by("pk")
    return list(rows.select_related("request", "supporter__person"))
