"""Keeps a check-in that was stopped half way, so that it can be resumed on any device."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from wellbeing.exceptions import CheckInRefusedError
from wellbeing.instruments import registry, score
from wellbeing.keys import key_for_writing, subject_ref_of
from wellbeing.models import Draft, Preference
from wellbeing.months import months_before, this_month
from wellbeing.payload import Payload, write_payload
from wellbeing.sealing import DRAFTS, Binding, PersonalSeal
from wellbeing.services.locks import lock_subject


def save_draft(
    *, person: User, instrument: str, answers: Mapping[str, int], period: date, now: datetime
) -> bool:
    """Keep what was answered so far in place of an earlier draft; False if the person has left.

    Raises what record_check_in raises.
    """
    if period not in (this_month(now), months_before(this_month(now), 1)):
        raise CheckInRefusedError
    asked = registry.instrument(instrument)
    score(asked, answers)
    ref = subject_ref_of(person)
    with transaction.atomic():
        lock_subject(ref)
        if Preference.objects.filter(pk=ref, has_left=True).exists():
            return False
        seal = PersonalSeal(ref, key_for_writing(ref))
        content = write_payload(Payload(answers, asked.version, None), asked)
        sealed = seal.seal(content, Binding(DRAFTS, period, asked.code))
        Draft.objects.update_or_create(
            subject_ref=ref,
            instrument=asked.code,
            defaults={"period": period, "nonce": sealed.nonce, "ciphertext": sealed.ciphertext},
        )
    return True


def discard_draft(*, person: User, instrument: str) -> None:
    """Remove the draft, if there is one."""
    Draft.objects.filter(subject_ref=subject_ref_of(person), instrument=instrument).delete()
