"""A set of keys, of which one seals and all open."""

import base64
import binascii
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.crypto.exceptions import KeyProviderError, UnknownKeyError

KEY_BYTES = 32
# No dot: it parts the fields of a sealed value. No percent or underscore: LIKE would read them.
KEY_ID = re.compile(r"^[a-z0-9-]{1,32}$")
# Keys that the demo made for itself say so in their id; production refuses them.
DEMO_PREFIX = "demo-"


@dataclass(frozen=True)
class Keyring:
    """current is the id of the key that seals; keys maps ids to 32 bytes each."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        for key_id, key in self.keys.items():
            if not KEY_ID.match(key_id):
                raise KeyProviderError("A key id is 1 to 32 small letters, digits and hyphens.")
            if len(key) != KEY_BYTES:
                raise KeyProviderError(f"The key {key_id} is not {KEY_BYTES} bytes long.")
        if self.current not in self.keys:
            raise KeyProviderError("The key that is to seal is not among the keys.")

    def key(self, key_id: str) -> bytes:
        """Return the key with this id; raise UnknownKeyError if it is not held."""
        try:
            return self.keys[key_id]
        except KeyError as error:
            raise UnknownKeyError(f"There is no key called {key_id}.") from error


def new_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def encode_key(key: bytes) -> str:
    """Return the key as base64 text, as files and variables hold it."""
    return base64.b64encode(key).decode()


def decode_key(key_id: str, text: str) -> bytes:
    """Return the bytes of a key; raise KeyProviderError, which never shows the text."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyProviderError(f"The key {key_id} is not base64.") from error
