"""Pseudonyms: what leads from a person to the requests and lists that are theirs.

Another one for each purpose, so that a copy of the database does not even say that whoever asked
is the one who keeps a list of people to avoid. Raises CryptoError without the pepper.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256

from accounts.models import User
from core.crypto.known_keys import settled_key

PEPPER_RING = "peer-support-pepper"
REF_LENGTH = 64


def requester_ref_of(person: User) -> str:
    """Return the pseudonym under which the person asks for support."""
    return requester_refs_of([person.pk])[person.pk]


def requester_refs_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the same for many people, by the person's key."""
    return _refs("request", person_ids)


def bar_ref_of(person: User) -> str:
    """Return the pseudonym under which the person stands in lists of who is never a pair."""
    return bar_refs_of([person.pk])[person.pk]


def bar_refs_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the same for many people, by the person's key."""
    return _refs("bar", person_ids)


def concern_ref_of(person: User) -> str:
    """Return the pseudonym under which the person raises a concern, or is one of its pair."""
    return concern_refs_of([person.pk])[person.pk]


def concern_refs_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the same for many people, by the person's key."""
    return _refs("concern", person_ids)


def _refs(purpose: str, person_ids: Iterable[int]) -> dict[int, str]:
    pepper = settled_key(PEPPER_RING)
    return {
        number: hmac.digest(pepper, f"{purpose}\n{number}".encode(), sha256).hex()
        for number in person_ids
    }
