"""Seals one person's rows with their own key (AES-256-GCM), each to its table, month and kind."""

import secrets
from dataclasses import dataclass, field
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellbeing.exceptions import KeysUnavailableError

NONCE_BYTES = 12
ANSWERS, NOTES, DRAFTS = "answer", "note", "draft"


@dataclass(frozen=True, slots=True)
class SealedBytes:
    """What lies in a row."""

    nonce: bytes
    ciphertext: bytes


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a sealed value belongs; moved to another month or kind, it does not open."""

    table: str
    period: date
    instrument: str = ""


class PersonalSeal:
    """Seals and opens for one person. Never keep one beyond the request or loop that made it."""

    __slots__ = ("_cipher", "_ref")

    def __init__(self, ref: str, key: bytes) -> None:
        self._ref = ref
        self._cipher = AESGCM(key)

    def seal(self, content: bytes, binding: Binding) -> SealedBytes:
        """Return the content sealed under a fresh nonce."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return SealedBytes(nonce, self._cipher.encrypt(nonce, content, self._associated(binding)))

    def open(self, sealed: SealedBytes, binding: Binding) -> bytes:
        """Return the content; raise KeysUnavailableError if this key or place is not its own."""
        associated = self._associated(binding)
        try:
            return self._cipher.decrypt(sealed.nonce, sealed.ciphertext, associated)
        except (InvalidTag, ValueError) as error:
            raise KeysUnavailableError from error

    def _associated(self, binding: Binding) -> bytes:
        parts = (binding.table, f"{binding.period:%Y-%m}", binding.instrument, self._ref)
        return "\n".join(("lodestar wellbeing", *parts)).encode()


@dataclass(frozen=True, slots=True)
class Padding:
    """Fills content up, because the length of a ciphertext would tell ten from nine."""

    step: int
    least: int = field(default=0)

    def fill(self, content: bytes) -> bytes:
        """Return the content with blanks at its end, which JSON and texts do not mind."""
        length = max(len(content), self.least, 1)
        return content.ljust(-(-length // self.step) * self.step)
