"""The prompts to look back together: each side answers for itself, and only an end is seen."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import User
from peer_support.models import Pairing
from peer_support.selectors.people import side_of


@transaction.atomic
def go_on(*, person: User, pairing_id: UUID) -> None:
    """Note that the person has seen the prompts so far and goes on; the other is told nothing."""
    rows = Pairing.objects.of(person).active().select_related("request", "supporter")
    pairing = rows.filter(public_id=pairing_id).first()
    side = side_of(pairing, person) if pairing else None
    if pairing is not None and side is not None:
        field = review_field(side)
        Pairing.objects.filter(pk=pairing.pk).update(**{field: F("reviews_done")})


def review_field(side: Pairing.Side) -> str:
    """The column that counts the prompts which this side has answered."""
    is_supporter = side == Pairing.Side.SUPPORTER
    return "supporter_reviews" if is_supporter else "requester_reviews"
