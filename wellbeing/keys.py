"""Pseudonyms and data keys: what leads from a person to their rows, and what opens them.

Both need keys that lie outside the database. An opened data key lives in local variables only,
for as long as one request or one turn of a loop.
"""

import hmac
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.db.models import Model

from accounts.models import User
from core.crypto import CryptoError, open_sealed, seal
from core.crypto.keys import decode_key, encode_key, new_key
from core.crypto.known_keys import settled_key
from wellbeing.exceptions import KeysUnavailableError
from wellbeing.models import Answer, Draft, Note, SubjectKey

PEPPER_RING = "wellbeing-pepper"
WRAPPING_RING = "wellbeing"
SEALED_MODELS: tuple[type[Model], ...] = (Answer, Note, Draft)


@contextmanager
def keys_needed() -> Iterator[None]:
    """Turn whatever is wrong with keys into KeysUnavailableError, which a page can show."""
    try:
        yield
    except CryptoError as error:
        raise KeysUnavailableError from error


def subject_ref_of(person: User) -> str:
    """Return the person's pseudonym: 64 hex digits that only the pepper leads to."""
    return subject_refs_of([person.pk])[person.pk]


def subject_refs_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the pseudonym of each person, by the person's key; in one look at the pepper."""
    with keys_needed():
        pepper = settled_key(PEPPER_RING)
    return {number: _ref(pepper, number) for number in person_ids}


def _ref(pepper: bytes, number: int) -> str:
    return hmac.digest(pepper, str(number).encode(), sha256).hex()


def key_for_reading(ref: str) -> bytes | None:
    """Return the person's data key; None if they have none, and so nothing to read."""
    wrapped = SubjectKey.objects.filter(pk=ref).values_list("wrapped", flat=True).first()
    return None if wrapped is None else unwrap(ref, wrapped)


def key_for_writing(ref: str) -> bytes:
    """Return the person's data key, made now if they come for the first time.

    Call it with the person's lock held. Rows without a key mean that the key was lost: a new one
    would hide that, so KeysUnavailableError is raised and nothing is written.
    """
    key = key_for_reading(ref)
    if key is not None:
        return key
    if any(model._default_manager.filter(subject_ref=ref).exists() for model in SEALED_MODELS):
        raise KeysUnavailableError
    key = new_key()
    SubjectKey.objects.create(subject_ref=ref, wrapped=wrap(ref, key))
    return key


def keys_for_writing(refs: Collection[str]) -> dict[str, bytes]:
    """Do the same as key_for_writing for many, in five queries whatever their number."""
    stored = SubjectKey.objects.filter(pk__in=refs).values_list("subject_ref", "wrapped")
    keys = {ref: unwrap(ref, wrapped) for ref, wrapped in stored}
    keyless = [ref for ref in refs if ref not in keys]
    if any(
        model._default_manager.filter(subject_ref__in=keyless).exists() for model in SEALED_MODELS
    ):
        raise KeysUnavailableError
    made = {ref: new_key() for ref in keyless}
    SubjectKey.objects.bulk_create(
        SubjectKey(subject_ref=ref, wrapped=wrap(ref, key)) for ref, key in made.items()
    )
    return keys | made


def wrap(ref: str, key: bytes) -> str:
    """Return the data key sealed under the current wrapping key."""
    with keys_needed():
        return seal(encode_key(key), context=wrapping_context(ref), ring=WRAPPING_RING)


def unwrap(ref: str, wrapped: str) -> bytes:
    """Return the data key; raise KeysUnavailableError without the key that wrapped it."""
    with keys_needed():
        text = open_sealed(wrapped, context=wrapping_context(ref), ring=WRAPPING_RING)
        return decode_key("of a person", text)


def wrapping_context(ref: str) -> str:
    """Return where a wrapped key belongs: it opens in nobody else's row."""
    return f"wellbeing.subjectkey:{ref}"


def destroy_key(ref: str) -> None:
    """Take the key away: what it sealed opens nowhere again, wherever copies of it lie."""
    SubjectKey.objects.filter(pk=ref).delete()
