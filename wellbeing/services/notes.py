"""Notes that a person writes for themselves; nobody else opens them, and nothing reads them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.sanitise import plain_text
from wellbeing.exceptions import NoteRefusedError
from wellbeing.keys import key_for_writing, subject_ref_of
from wellbeing.models import Note
from wellbeing.months import month_of, this_month
from wellbeing.sealing import NOTES, Binding, Padding, PersonalSeal
from wellbeing.services.locks import lock_subject

LONGEST_NOTE = 4_000
MOST_NOTES_A_MONTH = 31
# A note's length is told to within so many bytes.
PADDING = Padding(256)


def write_note(*, person: User, text: str, period: date, now: datetime) -> UUID:
    """Keep a note of this month or an earlier one, and return its id.

    Raises DomainError for a text that is too long, NoteRefusedError for an empty one, a month to
    come or one note too many, and KeysUnavailableError.
    """
    cleaned = plain_text(text, max_length=LONGEST_NOTE)
    if not cleaned:
        raise NoteRefusedError(_("Write something first."))
    if period != month_of(period) or period > this_month(now):
        raise NoteRefusedError(_("Choose this month or an earlier one."))
    ref = subject_ref_of(person)
    with transaction.atomic():
        lock_subject(ref)
        if Note.objects.filter(subject_ref=ref, period=period).count() >= MOST_NOTES_A_MONTH:
            raise NoteRefusedError(_("This month is full. Delete a note to write another."))
        seal = PersonalSeal(ref, key_for_writing(ref))
        sealed = seal.seal(PADDING.fill(cleaned.encode()), Binding(NOTES, period))
        note = Note.objects.create(
            subject_ref=ref, period=period, nonce=sealed.nonce, ciphertext=sealed.ciphertext
        )
    return note.pk


def delete_note(*, person: User, note_id: UUID) -> bool:
    """Remove one of the person's own notes; False if they have none of that id."""
    found = Note.objects.filter(pk=note_id, subject_ref=subject_ref_of(person))
    return bool(found.delete()[0])
