"""Tells somebody, or both of a pair, that there is something to see, and nothing else."""

from uuid import uuid4

from django.urls import reverse

from accounts.models import User
from notifications.services import notify
from peer_support.models import Pairing
from peer_support.notification_kinds import NEWS
from peer_support.selectors.people import person_on


def tell(person: User) -> None:
    """Tell the person, in the same words and with the same link on whichever side they are.

    Call it in the transaction of the change, and only where the change was made: that is what
    keeps a second run from telling twice. The key is random, because that of a request or an
    offer in the outbox would link two people.
    """
    notify(
        recipient=person,
        kind=NEWS,
        subject_key=uuid4().hex,
        url=reverse("peer_support:home"),
    )


def tell_both(pairing: Pairing) -> None:
    """Tell the two in the order of their keys, so that the order of two notices tells no sides."""
    both = [person_on(pairing, side) for side in Pairing.Side]
    for person in sorted(both, key=lambda one: one.pk):
        tell(person)
