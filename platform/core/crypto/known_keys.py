"""Keys that must never change: the database remembers a check value of each and notices another.

With another pepper every pseudonym would be another, and everybody's history would look empty.
"""

import hmac
from hashlib import sha256

from django.conf import settings

from core.crypto.exceptions import KeyChangedError, KeyProviderError
from core.crypto.providers import keyring
from core.models import KeyCheck

# So much tells one key from another and helps nobody to find it.
CHECK_BYTES = 8


def settled_key(ring: str) -> bytes:
    """Return the one key of a ring that is never rotated.

    The first use in a database notes the key's check value; with any other key this raises
    KeyChangedError from then on. Raises KeyProviderError if the ring holds more keys than one.
    """
    keys = keyring(ring)
    if len(keys.keys) != 1:
        raise KeyProviderError(f"The ring {ring} is never rotated and must hold one key.")
    key = keys.key(keys.current)
    if not hmac.compare_digest(_noted(ring, _check_value(ring, key)), _check_value(ring, key)):
        raise KeyChangedError(f"The ring {ring} does not hold the key that this database knows.")
    return key


def check_settled_keys() -> None:
    """Raise CryptoError if a ring that is never rotated holds another key than before."""
    for ring in settings.NEVER_ROTATED_RINGS:
        settled_key(ring)


def _noted(ring: str, value: str) -> str:
    """Return the check value that the database knows, after noting this one if it knows none."""
    known = KeyCheck.objects.filter(ring=ring).values_list("value", flat=True)
    found = known.first()
    if found is None:
        # Of two first uses at once, one is noted and both read it.
        KeyCheck.objects.bulk_create([KeyCheck(ring=ring, value=value)], ignore_conflicts=True)
        found = known.get()
    return found


def _check_value(ring: str, key: bytes) -> str:
    return hmac.digest(key, f"lodestar key check\n{ring}".encode(), sha256)[:CHECK_BYTES].hex()
