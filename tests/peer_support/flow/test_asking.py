"""From the request to the pairing and its end."""

import pytest

from peer_support.models import Conversation, Offer, Pairing, Supporter, SupportRequest
from peer_support.selectors.people import requester_of
from peer_support.services.pairings import end_pairing
from peer_support.services.requests import match_me
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import NOW, accept, ask_support, make_supporter

pytestmark = pytest.mark.django_db


def test_match_me_asks_the_best_and_acceptance_opens_a_conversation() -> None:
    officer, supporter = person_in(TeamFactory()), make_supporter()
    request = ask_support(officer)
    match_me(person=officer, request_id=request.public_id, now=NOW)
    offer = Offer.objects.get()
    assert (offer.supporter, offer.state) == (supporter, Offer.State.LIVE)
    pairing = accept(offer)
    assert accept(offer) == pairing
    request.refresh_from_db()
    assert request.state == SupportRequest.State.PAIRED
    assert requester_of(request) == officer
    assert Conversation.objects.get(pairing=pairing).data_key
    assert end_pairing(person=officer, pairing_id=pairing.public_id, now=NOW)
    assert not end_pairing(person=officer, pairing_id=pairing.public_id, now=NOW)
    assert Pairing.objects.get().state == Pairing.State.ENDED
    assert Supporter.objects.get().held == 0
