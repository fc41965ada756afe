"""Makes one supporter and one request a call, straight into the tables: only matching is tested."""

from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import User
from organisation.models import Node
from peer_support.models import Offer, Supporter, SupportRequest
from peer_support.refs import bar_ref_of, requester_ref_of
from tests.factories.organisation import person_in

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = NOW.date()


# Fields of the models, as they come.
def supporter_of(person: User, **fields: Any) -> Supporter:
    """Return the person's profile: trained in one topic, free at any time, in date."""
    usual = {
        "state": Supporter.State.ACTIVE,
        "alias": "Sam",
        "languages": ["en"],
        "topics": ["trauma"],
        "modes": ["remote", "in_person"],
        "slots": ["mon_am"],
        "training_due_on": TODAY,
        "supervision_due_on": TODAY,
        "applied_on": TODAY,
    }
    return Supporter.objects.create(person=person, bar_ref=bar_ref_of(person), **usual | fields)


# As above.
def supporter_in(place: Node, **fields: Any) -> Supporter:
    """Return a new person's profile who works in the place."""
    return supporter_of(person_in(place), **fields)


# As above.
def request_of(person: User, **fields: Any) -> SupportRequest:
    """Return the person's open request about one topic, without a wish."""
    usual = {
        "topics": ["trauma"],
        "language": "en",
        "slots": ["mon_am"],
        "limits_version": 1,
        "asked_at": NOW,
    }
    return SupportRequest.objects.create(
        requester_ref=requester_ref_of(person), requester=str(person.pk), **usual | fields
    )


# As above.
def offer_to(supporter: Supporter, request: SupportRequest, **fields: Any) -> Offer:
    """Return an offer of the request, live for a day unless told otherwise."""
    usual = {"fit": {}, "score": 0, "made_at": NOW, "due_at": NOW + timedelta(days=1)}
    return Offer.objects.create(supporter=supporter, request=request, **usual | fields)
