"""A person's copy and their erasure: everything goes, and neither tells that there was anything."""

import base64
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db.models import Model

from accounts.models import User
from audit.models import AuditEvent
from core.crypto.keys import new_key
from privacy.models import AccessRequest
from privacy.services import ask_for_copy, ask_for_erasure, build_copy, erase_person
from tests.factories.check_ins import MARCH, NOW, PULSE, check_in
from tests.factories.organisation import TeamFactory, person_in
from wellbeing.exceptions import KeysUnavailableError
from wellbeing.keys import subject_ref_of
from wellbeing.models import (
    Answer,
    Draft,
    Note,
    Participation,
    Preference,
    ReminderChoice,
    SubjectKey,
)
from wellbeing.personal_data import DECLARATIONS
from wellbeing.sealing import ANSWERS, Binding, PersonalSeal, SealedBytes
from wellbeing.selectors import own_history, preference_of
from wellbeing.services import (
    erase_own_history,
    keep_history,
    leave,
    pause,
    rejoin,
    resume,
    save_draft,
    write_note,
)

pytestmark = pytest.mark.django_db
PRIVATE: tuple[type[Model], ...] = (Answer, Note, Draft, Participation, Preference, SubjectKey)
TODAY = MARCH


def use_all(person: User) -> None:
    """A row in every table that knows the person by a pseudonym, and a reminder."""
    check_in(person)
    save_draft(person=person, instrument="phq4", answers={"q1": 1}, period=MARCH, now=NOW)
    write_note(person=person, text="A long week.", period=MARCH, now=NOW)
    keep_history(person=person, keep=True)
    ReminderChoice.objects.create(person=person, cadence="weekly", day=1, next_due=TODAY)


def tables_with_rows_of(person: User) -> set[str]:
    ref = subject_ref_of(person)
    return {
        model.__name__
        for model in PRIVATE
        if model._default_manager.filter(subject_ref=ref).exists()
    }


def test_every_private_table_is_declared() -> None:
    assert set(PRIVATE) <= {declared.model for declared in DECLARATIONS}


def test_a_copy_under_a_name_is_the_same_whether_or_not_there_are_check_ins(
    officer: User,
) -> None:
    quiet = person_in(TeamFactory())
    use_all(officer)
    ReminderChoice.objects.all().delete()
    for declared in DECLARATIONS:
        assert declared.export(officer) == declared.export(quiet)


def test_a_stored_copy_of_the_data_holds_no_answer(officer: User) -> None:
    use_all(officer)
    ReminderChoice.objects.all().delete()
    request = ask_for_copy(person=officer, now=NOW)
    build_copy(request_id=request.pk, now=NOW)
    archive = AccessRequest.objects.get(pk=request.pk).archive
    assert archive is not None
    with ZipFile(BytesIO(base64.b64decode(archive))) as files:
        text = "".join(files.read(name).decode() for name in files.namelist())
    assert officer.email in text
    for told in ("A long week.", "switching_off", subject_ref_of(officer), "2026-03-01"):
        assert told not in text


def test_erasing_an_account_destroys_the_key_and_every_row(officer: User) -> None:
    other = person_in(TeamFactory())
    use_all(officer)
    use_all(other)
    request = ask_for_erasure(person=officer, now=NOW)
    assert erase_person(request_id=request.pk, now=NOW + timedelta(days=31))
    assert tables_with_rows_of(officer) == set()
    assert not ReminderChoice.objects.filter(person=officer).exists()
    assert tables_with_rows_of(other) == {model.__name__ for model in PRIVATE}
    assert len(own_history(other).months) == 1


def test_the_audit_log_does_not_tell_how_much_of_check_ins_was_erased(officer: User) -> None:
    quiet = person_in(TeamFactory())
    use_all(officer)
    ReminderChoice.objects.all().delete()
    for person in (officer, quiet):
        request = ask_for_erasure(person=person, now=NOW)
        erase_person(request_id=request.pk, now=NOW + timedelta(days=31))
    done, none = AuditEvent.objects.filter(action="privacy.person_erased")
    assert done.details == none.details


def test_a_copy_of_the_rows_does_not_open_once_the_key_is_destroyed(officer: User) -> None:
    check_in(officer)
    ref, row = subject_ref_of(officer), Answer.objects.get()
    erase_own_history(person=officer)
    Answer.objects.bulk_create([row])
    with pytest.raises(KeysUnavailableError):
        own_history(officer)
    Answer.objects.all().delete()
    check_in(officer)
    sealed = SealedBytes(bytes(row.nonce), bytes(row.ciphertext))
    for key in (new_key(), b"\x00" * 32):
        with pytest.raises(KeysUnavailableError):
            PersonalSeal(ref, key).open(sealed, Binding(ANSWERS, MARCH, "pulse"))
    Answer.objects.bulk_create([row])
    with pytest.raises(KeysUnavailableError):
        own_history(officer)


def test_erasing_ones_history_leaves_choices_and_allows_a_new_beginning(officer: User) -> None:
    use_all(officer)
    pause(person=officer, until=datetime(2026, 4, 1, tzinfo=UTC).date(), today=TODAY)
    erase_own_history(person=officer)
    assert tables_with_rows_of(officer) == {"Preference"}
    choice = preference_of(officer)
    assert choice.paused_until is not None
    assert not choice.keeps_history
    assert check_in(officer).stored
    assert len(own_history(officer).months[0].check_ins) == 1


def test_leaving_takes_drafts_marks_and_reminders_and_leaves_the_history(officer: User) -> None:
    use_all(officer)
    leave(person=officer)
    assert tables_with_rows_of(officer) == {"Answer", "Note", "Preference", "SubjectKey"}
    assert not ReminderChoice.objects.exists()
    assert preference_of(officer).has_left
    assert own_history(officer).months[0].check_ins[0].answers == PULSE
    rejoin(person=officer)
    assert not preference_of(officer).has_left


def test_leaving_with_everything_leaves_only_that_one_left(officer: User) -> None:
    use_all(officer)
    leave(person=officer, erase_everything=True)
    assert tables_with_rows_of(officer) == {"Preference"}
    assert preference_of(officer).has_left


def test_a_pause_ends_when_the_person_says_so(officer: User) -> None:
    pause(person=officer, until=TODAY + timedelta(days=14), today=TODAY)
    assert preference_of(officer).paused_until == TODAY + timedelta(days=14)
    resume(person=officer)
    assert preference_of(officer).paused_until is None
