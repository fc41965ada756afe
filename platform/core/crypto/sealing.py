"""Seals a value so that it opens only in the place that it was made for (AES-256-GCM)."""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.crypto.exceptions import SealBrokenError, UnknownKeyError
from core.crypto.providers import DEFAULT_RING, keyring, reload_keyring

VERSION = "v1"
NONCE_BYTES = 12


def seal(plaintext: str, *, context: str, ring: str = DEFAULT_RING) -> str:
    """Return "v1.<key id>.<base64url of nonce and ciphertext>".

    context says where the value belongs ("mfa.totp:<public id>"); it is not kept in the token,
    and the token opens only with the same context and the same ring.
    """
    keys = keyring(ring)
    nonce = secrets.token_bytes(NONCE_BYTES)
    associated = _associated_data(keys.current, context)
    sealed = AESGCM(keys.key(keys.current)).encrypt(nonce, plaintext.encode(), associated)
    body = base64.urlsafe_b64encode(nonce + sealed).rstrip(b"=").decode()
    return f"{VERSION}.{keys.current}.{body}"


def open_sealed(token: str, *, context: str, ring: str = DEFAULT_RING) -> str:
    """Return the plaintext; raise SealBrokenError or UnknownKeyError."""
    key_id, body = _parts(token)
    try:
        key = keyring(ring).key(key_id)
    except UnknownKeyError:
        key = reload_keyring(ring).key(key_id)
    nonce, sealed = body[:NONCE_BYTES], body[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, sealed, _associated_data(key_id, context)).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError("The value was altered or belongs elsewhere.") from error


def key_id_of(token: str) -> str:
    """Return the id of the key that sealed the token."""
    return _parts(token)[0]


def current_prefix(ring: str = DEFAULT_RING) -> str:
    """Return how every token of the current key begins, for finding those that need rotation."""
    return f"{VERSION}.{keyring(ring).current}."


def reseal(token: str, *, context: str, ring: str = DEFAULT_RING) -> str:
    """Return the value sealed with the ring's current key, under the same context."""
    return seal(open_sealed(token, context=context, ring=ring), context=context, ring=ring)


def _parts(token: str) -> tuple[str, bytes]:
    version, _, rest = token.partition(".")
    key_id, _, body = rest.partition(".")
    if version != VERSION or not body:
        raise SealBrokenError("The value is not in the form of a sealed value.")
    try:
        return key_id, base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    except (binascii.Error, ValueError) as error:
        raise SealBrokenError("The value is not in the form of a sealed value.") from error


def _associated_data(key_id: str, context: str) -> bytes:
    return f"lodestar\n{VERSION}\n{key_id}\n{context}".encode()
