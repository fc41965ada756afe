"""What is kept of a person who asked, as they look at it and take it away.

Nothing of the other side: neither who was asked nor how one of them answered.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.models import Offer, Pairing, SupportRequest
from peer_support.selectors.own_bars import own_list
from peer_support.selectors.own_requests import slot_words, topic_words


def own_export(person: User) -> dict[str, object]:
    """Return all of it; raise CryptoError without the keys."""
    found = SupportRequest.objects.of(person).prefetch_related("offers", "pairings")
    return {
        "requests": [_request(one) for one in found],
        "people_to_avoid": [
            {"name": line.person.get_full_name(), "why": str(line.bar.get_kind_display())}
            for line in own_list(person)
        ],
    }


def _request(request: SupportRequest) -> dict[str, object]:
    return {
        "asked_on": _day(request.asked_at),
        "state": str(request.get_state_display()),
        "closed_on": request.closed_on,
        "topics": list(topic_words(request.topics)),
        "must_be_trained_in": list(topic_words(request.required_topics)),
        "how": str(request.get_mode_display()),
        "how_soon": str(request.get_urgency_display()),
        "language": str(request.get_language_display()),
        "times": list(slot_words(request.slots)),
        "gender_wish": str(request.get_gender_wish_display()),
        "gender_must_be_so": request.gender_is_required,
        "force_wish": str(request.get_force_wish_display()) if request.force_wish else "",
        "force_must_be_so": request.force_is_required,
        "ranks_away_at_most": request.rank_gap_most,
        "own_team_allowed": request.own_team_allowed,
        "version_of_the_limits_accepted": request.limits_version,
        "people_asked": list(_offers(request.offers.all())),
        "pairs": list(_pairings(request.pairings.all())),
    }


def _offers(offers: Iterable[Offer]) -> Iterable[dict[str, object]]:
    for offer in sorted(offers, key=lambda one: one.made_at):
        yield {"asked_on": _day(offer.made_at), "came_to": _came_to(offer)}


def _came_to(offer: Offer) -> str:
    """Say what became of it; why somebody did not say yes is theirs."""
    if offer.state == Offer.State.LIVE:
        return _("Waiting for an answer")
    if offer.state == Offer.State.ACCEPTED:
        return _("Yes")
    return _("Not this time")


def _pairings(pairings: Iterable[Pairing]) -> Iterable[dict[str, object]]:
    for pairing in sorted(pairings, key=lambda one: one.started_at):
        ended = _day(pairing.ended_at) if pairing.ended_at else None
        yield {"started_on": _day(pairing.started_at), "ended_on": ended}


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
