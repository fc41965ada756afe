"""Makes both sides of peer support for tests: supporters, requests, offers and pairs."""

from datetime import UTC, date, datetime
from typing import Any

from accounts.models import User
from organisation.models import Node
from peer_support.asked import Asked
from peer_support.limits_of_confidentiality import current_limits
from peer_support.models import Offer, Pairing, Supporter, SupportRequest
from peer_support.refs import bar_ref_of
from peer_support.services.offers import accept_offer, make_offer
from peer_support.services.requests import request_support
from peer_support.vocabulary import SLOT_CODES, Language, Mode, Topic
from tests.factories.organisation import TeamFactory, person_in

# A Monday morning in winter, so that working hours and London's clock are easy to follow.
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = NOW.date()
FAR_AHEAD = date(2099, 1, 1)


# Any field of the model.
def make_supporter(
    person: User | None = None, *, team: Node | None = None, **fields: Any
) -> Supporter:
    """Return a supporter who is ready for anything: active, trained in all, free at all times.

    Without a person: somebody new in the team, or in a team of their own in another force.
    """
    who = person or person_in(team or TeamFactory())
    supporter: Supporter = Supporter.objects.create(
        **{
            "person": who,
            "bar_ref": bar_ref_of(who),
            "state": Supporter.State.ACTIVE,
            "alias": who.first_name,
            "languages": [Language.ENGLISH],
            "topics": Topic.values,
            "modes": Mode.values,
            "slots": list(SLOT_CODES),
            "training_due_on": FAR_AHEAD,
            "supervision_due_on": FAR_AHEAD,
            "applied_on": date(2026, 1, 5),
            **fields,
        }
    )
    return supporter


# Any field of Asked.
def ask_support(
    person: User | None = None, *, now: datetime = NOW, **answers: Any
) -> SupportRequest:
    """Return the request of the person, or of somebody new; it asks for as little as can be."""
    return request_support(
        person=person or person_in(TeamFactory()),
        ask=Asked(**{"slots": SLOT_CODES, **answers}),
        limits_version=current_limits().version,
        now=now,
    )


def offer_to(
    supporter: Supporter | None = None,
    request: SupportRequest | None = None,
    *,
    now: datetime = NOW,
) -> Offer:
    """Return the live offer of a request to a supporter, both new unless given."""
    offer = make_offer(
        request=request or ask_support(now=now),
        supporter=supporter or make_supporter(),
        now=now,
        was_chosen=True,
    )
    assert offer is not None
    return offer


def accept(offer: Offer, *, now: datetime = NOW) -> Pairing:
    """Let the supporter of an offer accept it."""
    return accept_offer(
        person=offer.supporter.person,
        offer_id=offer.public_id,
        limits_version=current_limits().version,
        now=now,
    )


def pair(
    requester: User | None = None, supporter: Supporter | None = None, *, now: datetime = NOW
) -> Pairing:
    """Return an open pairing of the two, new people unless given."""
    return accept(offer_to(supporter, ask_support(requester, now=now), now=now), now=now)
