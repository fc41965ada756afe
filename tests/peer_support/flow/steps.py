"""What the tests of the flow do again and again."""

from datetime import datetime
from typing import Any

from accounts.models import User
from notifications.models import Notification
from peer_support.models import HeldPlace, Offer, Supporter, SupportRequest
from peer_support.selectors.people import requester_of
from peer_support.services.requests import match_me
from tests.factories.peer_support import NOW, ask_support


# Any field of Asked.
def matched(person: User | None = None, *, now: datetime = NOW, **answers: Any) -> SupportRequest:
    """Return the request of somebody who tapped "match me"."""
    request = ask_support(person, now=now, **answers)
    match_me(person=requester_of(request), request_id=request.public_id, now=now)
    request.refresh_from_db()
    return request


def live_offer() -> Offer:
    """Return the one offer that waits for an answer."""
    return Offer.objects.live().select_related("request", "supporter__person").get()


def news_of(person: User) -> int:
    """Return how often the person was told that there is something."""
    return Notification.objects.filter(recipient=person).count()


def check_places() -> None:
    """Fail unless every place that is taken has one row, and nobody holds more than they can."""
    for supporter in Supporter.objects.all():
        rows = HeldPlace.objects.filter(supporter=supporter).count()
        assert supporter.held == rows <= supporter.capacity
    holding = (SupportRequest.State.OFFERED, SupportRequest.State.PAIRED)
    held = SupportRequest.objects.filter(state__in=holding).values_list("pk", flat=True)
    assert sorted(held) == sorted(HeldPlace.objects.values_list("request", flat=True))
