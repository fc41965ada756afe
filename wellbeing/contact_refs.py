"""The pseudonym under which somebody asks to be contacted."""

import hmac
from hashlib import sha256

from accounts.models import User
from core.crypto.known_keys import settled_key
from wellbeing.keys import PEPPER_RING


def contact_ref_of(person: User) -> str:
    """Return 64 hex digits that only the pepper leads to; raises CryptoError without it.

    Another than that of the person's check-ins: a copy of the database must not even say that
    whoever asked for contact is the one behind these answers.
    """
    label = f"contact request\n{person.pk}".encode()
    return hmac.digest(settled_key(PEPPER_RING), label, sha256).hex()
