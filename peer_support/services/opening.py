"""Opens a pairing, with a conversation under a key of its own."""

from datetime import datetime

from core.crypto.keys import encode_key, new_key
from peer_support.limits import CLOSES_AFTER, REVIEWS_AFTER
from peer_support.models import Conversation, Offer, Pairing


def open_pairing(*, offer: Offer, now: datetime) -> Pairing:
    """Open the pairing of an offer that has just been accepted; called there alone."""
    pairing: Pairing = Pairing.objects.create(
        request=offer.request,
        supporter=offer.supporter,
        offer=offer,
        started_at=now,
        review_at=now + REVIEWS_AFTER[0],
        closes_at=now + CLOSES_AFTER,
        last_word_at=now,
    )
    Conversation.objects.create(pairing=pairing, data_key=encode_key(new_key()))
    return pairing
