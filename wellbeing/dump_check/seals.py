"""Tries every seal: with keys that a thief could have none may open, with its own each must."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings

from core.crypto import CryptoError, open_sealed
from core.crypto.keys import KEY_BYTES
from wellbeing.dump_check.dump import Row, rows_of
from wellbeing.dump_check.findings import Finding
from wellbeing.exceptions import KeysUnavailableError
from wellbeing.keys import WRAPPING_RING, unwrap, wrapping_context
from wellbeing.models import Answer, Draft, Note, SubjectKey
from wellbeing.sealing import ANSWERS, DRAFTS, NOTES, Binding, PersonalSeal, SealedBytes

SEALED_TABLES: Mapping[str, str] = {
    Answer._meta.db_table: ANSWERS,
    Draft._meta.db_table: DRAFTS,
    Note._meta.db_table: NOTES,
}
KEY_TABLE = SubjectKey._meta.db_table


@dataclass(frozen=True, slots=True)
class SealedRow:
    """One sealed value with where it belongs."""

    table: str
    ref: str
    sealed: SealedBytes
    binding: Binding

    def opens_with(self, key: bytes) -> bytes | None:
        """Return the content, or None if the key does not open it."""
        try:
            return PersonalSeal(self.ref, key).open(self.sealed, self.binding)
        except KeysUnavailableError:
            return None


def sealed_row(table: str, row: Row) -> SealedRow:
    """Return what a thief would try to open."""
    values = row.values
    binding = Binding(
        SEALED_TABLES[table], date.fromisoformat(values["period"]), values.get("instrument", "")
    )
    sealed = SealedBytes(row.content("nonce"), row.content("ciphertext"))
    return SealedRow(table, values["subject_ref"], sealed, binding)


class Seals:
    """Remembers the nonces and the wrapped keys, and finds what is wrong with one row at a time.

    Without the site's own keys it only tries those of a thief.
    """

    def __init__(self, *, has_keys: bool) -> None:
        self.has_keys = has_keys
        rows = rows_of(KEY_TABLE)
        self._wrapped = {row.values["subject_ref"]: row.values["wrapped"] for row in rows}
        self._nonces: set[tuple[str, bytes]] = set()
        # A colleague's own key, which must open nothing of anybody else's.
        self._neighbour = ("", secrets.token_bytes(KEY_BYTES))
        self.notes: list[bytes] = []

    def findings(self, row: SealedRow) -> Iterator[Finding]:
        """Yield what is wrong with the seal of one row."""
        if (row.ref, row.sealed.nonce) in self._nonces:
            yield Finding(row.table, "two values of one person share a nonce")
        self._nonces.add((row.ref, row.sealed.nonce))
        if any(row.opens_with(key) is not None for key in self._thiefs_keys(row.ref)):
            yield Finding(row.table, "a value opens with a key that anyone can make")
        wrapped = self._wrapped.get(row.ref)
        if wrapped is None:
            yield Finding(row.table, "rows are left of somebody whose key was destroyed")
        elif self.has_keys:
            yield from self._own_findings(row, wrapped)

    def _own_findings(self, row: SealedRow, wrapped: str) -> Iterator[Finding]:
        try:
            key = unwrap(row.ref, wrapped)
        except KeysUnavailableError:
            yield Finding(KEY_TABLE, "a data key does not open with the key that wraps it")
            return
        content = row.opens_with(key)
        if content is None:
            yield Finding(row.table, "a value does not open with its owner's key")
        elif content.strip() in row.sealed.ciphertext:
            yield Finding(row.table, "a sealed value can be read as it lies there")
        elif row.binding.table == NOTES:
            self.notes.append(content.strip())
        self._neighbour = (row.ref, key)

    def _thiefs_keys(self, ref: str) -> Iterator[bytes]:
        """Keys that a dump, the code and one's own account give: none of them may open anything."""
        yield bytes(KEY_BYTES)
        yield bytes.fromhex(ref)
        yield sha256(ref.encode()).digest()
        yield sha256(settings.SECRET_KEY.encode()).digest()
        neighbour, key = self._neighbour
        if neighbour != ref:
            yield key


def key_findings(row: Row) -> Iterator[Finding]:
    """Yield a finding if a data key opens with keys of other uses."""
    ref, wrapped = row.values["subject_ref"], row.values["wrapped"]
    for ring in ("default", *settings.RING_NAMES):
        if ring != WRAPPING_RING and _opens(wrapped, ref, ring):
            yield Finding(KEY_TABLE, f"a data key opens with the ring {ring}")


def _opens(wrapped: str, ref: str, ring: str) -> bool:
    try:
        open_sealed(wrapped, context=wrapping_context(ref), ring=ring)
    except CryptoError:
        return False
    return True
