"""Opens a person's own rows. Four queries, whether there is much to read or nothing at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.models import User
from wellbeing.exceptions import KeysUnavailableError
from wellbeing.keys import key_for_reading, subject_ref_of
from wellbeing.models import Answer, Draft, Note
from wellbeing.payload import Payload, read_payload
from wellbeing.sealing import ANSWERS, DRAFTS, NOTES, Binding, PersonalSeal, SealedBytes

SealedRow = Answer | Note | Draft


@dataclass(frozen=True, slots=True)
class OpenedAnswer:
    """One check-in as the person gave it."""

    period: date
    instrument: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note, for the person's own eyes."""

    id: UUID
    period: date
    text: str


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """What was answered so far, by item."""

    instrument: str
    period: date
    answers: dict[str, int]


def open_answers(person: User) -> list[OpenedAnswer]:
    """Return the person's check-ins by month; several of one month in no order of time."""
    ref = subject_ref_of(person)
    rows = list(Answer.objects.filter(subject_ref=ref).order_by("period", "instrument", "pk"))
    seal = seal_for(ref, rows)
    if seal is None:
        return []
    return [_answer(seal, row) for row in rows]


def open_notes(person: User) -> list[OwnNote]:
    """Return the person's notes by month."""
    ref = subject_ref_of(person)
    rows = list(Note.objects.filter(subject_ref=ref).order_by("period", "pk"))
    seal = seal_for(ref, rows)
    if seal is None:
        return []
    return [OwnNote(row.pk, row.period, _note_text(seal, row)) for row in rows]


def draft_of(person: User, instrument: str) -> OwnDraft | None:
    """Return what the person has answered so far of these questions; None without a draft."""
    ref = subject_ref_of(person)
    row = Draft.objects.filter(subject_ref=ref, instrument=instrument).first()
    seal = seal_for(ref, [row] if row else [])
    if seal is None or row is None:
        return None
    content = seal.open(_sealed(row), Binding(DRAFTS, row.period, row.instrument))
    return OwnDraft(row.instrument, row.period, dict(read_payload(content).answers))


def codes_of_drafts(person: User) -> frozenset[str]:
    """Return which questions the person has begun; no key is needed to know that."""
    own = Draft.objects.filter(subject_ref=subject_ref_of(person))
    return frozenset(own.values_list("instrument", flat=True))


def seal_for(ref: str, rows: Sequence[SealedRow]) -> PersonalSeal | None:
    """Return what opens the rows; None for a person without a key.

    Raises KeysUnavailableError if there are rows and no key: an empty page would be a lie.
    """
    key = key_for_reading(ref)
    if key is None:
        if rows:
            raise KeysUnavailableError
        return None
    return PersonalSeal(ref, key)


def _answer(seal: PersonalSeal, row: Answer) -> OpenedAnswer:
    content = seal.open(_sealed(row), Binding(ANSWERS, row.period, row.instrument))
    return OpenedAnswer(row.period, row.instrument, read_payload(content))


def _note_text(seal: PersonalSeal, row: Note) -> str:
    return seal.open(_sealed(row), Binding(NOTES, row.period)).decode().rstrip()


def _sealed(row: SealedRow) -> SealedBytes:
    return SealedBytes(bytes(row.nonce), bytes(row.ciphertext))
