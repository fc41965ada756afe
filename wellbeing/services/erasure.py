"""Erases a person's check-ins: the key first, so that no copy of the rows opens again."""

from django.db import transaction

from accounts.models import User
from wellbeing.keys import destroy_key, subject_ref_of
from wellbeing.models import Answer, Draft, Note, Participation, Preference
from wellbeing.services.locks import lock_subject
from wellbeing.services.reminders import stop_reminders


@transaction.atomic
def erase_own_history(*, person: User) -> None:
    """Destroy the person's data key and remove every row that it sealed.

    Published figures stay: they say nothing of one person. Whether the person pauses or has left
    stays too, so that erasing does not bring questions back.
    """
    ref = subject_ref_of(person)
    lock_subject(ref)
    erase_rows_of(ref)


@transaction.atomic
def erase_everything_of(*, person: User) -> None:
    """Remove every row of wellbeing that belongs to a person whose account is erased."""
    ref = subject_ref_of(person)
    lock_subject(ref)
    erase_rows_of(ref)
    Preference.objects.filter(pk=ref).delete()
    stop_reminders(person=person)


def erase_rows_of(ref: str) -> None:
    """Destroy the key and remove what it sealed. Call it with the person's lock held."""
    destroy_key(ref)
    for model in (Answer, Note, Draft, Participation):
        model._default_manager.filter(subject_ref=ref).delete()
    Preference.objects.filter(pk=ref).update(keeps_history=False)
