"""Stores something for a person, erases it, tries to open a copy, and undoes all of it.

The same happens and the same is said whether or not the person ever checked in: an operator
learns that erasure works, and nothing about the person.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from wellbeing.dump_check.dump import PRIVATE_TABLES, rows_of
from wellbeing.dump_check.findings import Finding, once
from wellbeing.dump_check.seals import SEALED_TABLES, SealedRow, sealed_row
from wellbeing.exceptions import KeysUnavailableError
from wellbeing.instruments import BUILT_IN
from wellbeing.keys import subject_ref_of, unwrap
from wellbeing.models import SubjectKey
from wellbeing.months import this_month
from wellbeing.services.check_in import record_check_in
from wellbeing.services.drafts import save_draft
from wellbeing.services.erasure import erase_everything_of, erase_own_history
from wellbeing.services.notes import write_note


def rehearse_erasure(*, person: User, now: datetime) -> list[Finding]:
    """Return what an erasure of the person would leave readable; nothing stays changed."""
    with transaction.atomic():
        erase_everything_of(person=person)
        _use_all(person, now)
        ref = subject_ref_of(person)
        copies = _rows_of(ref)
        erase_own_history(person=person)
        findings = list(once([*_left(ref), *_opened(copies)]))
        transaction.set_rollback(True)
    return findings


def _use_all(person: User, now: datetime) -> None:
    code, period = next(iter(BUILT_IN)), this_month(now)
    answers = {item.code: item.least for item in BUILT_IN[code].items}
    record_check_in(
        person=person,
        instrument=code,
        answers=answers,
        check_in_id=uuid4(),
        period=period,
        now=now,
    )
    save_draft(person=person, instrument=code, answers=answers, period=period, now=now)
    write_note(person=person, text="Rehearsal of an erasure.", period=period, now=now)


def _rows_of(ref: str) -> list[SealedRow]:
    """What an older copy of the database would hold."""
    return [
        sealed_row(table, row)
        for table in SEALED_TABLES
        for row in rows_of(table)
        if row.values["subject_ref"] == ref
    ]


def _left(ref: str) -> Iterator[Finding]:
    for table in PRIVATE_TABLES:
        if any(row.values["subject_ref"] == ref for row in rows_of(table)):
            yield Finding(table, "something is left after an erasure")


def _opened(copies: list[SealedRow]) -> Iterator[Finding]:
    """Try every key that is left on the copy."""
    for ref, wrapped in SubjectKey.objects.values_list("pk", "wrapped").iterator():
        try:
            key = unwrap(ref, wrapped)
        except KeysUnavailableError:
            continue
        if any(copy.opens_with(key) is not None for copy in copies):
            yield Finding("wellbeing", "an older copy of erased rows still opens")
