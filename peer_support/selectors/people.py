"""Who stands behind a pseudonym or on a side; the one place where a request opens its requester."""

from accounts.models import User
from peer_support.models import Pairing, SupportRequest
from peer_support.refs import requester_ref_of


def requester_id_of(request: SupportRequest) -> int:
    """Return the key of the person who asked; raises CryptoError without the keys."""
    return int(request.requester)


def requester_of(request: SupportRequest) -> User:
    """Return the person who asked."""
    return User.objects.get(pk=requester_id_of(request))


def side_of(pairing: Pairing, person: User) -> Pairing.Side | None:
    """Return on which side of the pair the person is; None for everybody else."""
    if pairing.supporter.person_id == person.pk:
        return Pairing.Side.SUPPORTER
    if pairing.request.requester_ref == requester_ref_of(person):
        return Pairing.Side.REQUESTER
    return None


def person_on(pairing: Pairing, side: Pairing.Side) -> User:
    """Return the person on one side of the pair."""
    if side == Pairing.Side.SUPPORTER:
        return pairing.supporter.person
    return requester_of(pairing.request)
