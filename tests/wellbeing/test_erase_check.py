"""The command that reads the database like a thief: quiet when all is well, loud on every leak."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from core.crypto import seal
from core.crypto.keys import encode_key
from privacy.services import ask_for_erasure, erase_person
from tests.factories.check_ins import MARCH, NOW, PULSE, check_in
from tests.factories.organisation import TeamFactory, person_in
from tests.wellbeing.conftest import UseKeys
from wellbeing.keys import key_for_reading, subject_ref_of, wrapping_context
from wellbeing.models import Answer, Note, Participation, SubjectKey
from wellbeing.sealing import ANSWERS, Binding, PersonalSeal
from wellbeing.services import save_draft, write_note

pytestmark = pytest.mark.django_db
NOTE = "The night shifts wear me down."


@pytest.fixture
def used(officer: User) -> User:
    """A person with a row in every private table, beside a colleague with as many."""
    for person in (person_in(TeamFactory()), officer):
        check_in(person)
        save_draft(person=person, instrument="pulse", answers=PULSE, period=MARCH, now=NOW)
        write_note(person=person, text=NOTE, period=MARCH, now=NOW)
    return officer


def run(*args: str) -> str:
    output = StringIO()
    call_command("wellbeing_erase_check", *args, stdout=output, stderr=output)
    return output.getvalue()


def fails() -> str:
    """Run the check, which must find something and end with 1; return what it said."""
    output = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("wellbeing_erase_check", stdout=output, stderr=output)
    assert failure.value.returncode == 1
    return output.getvalue()


def execute(statement: str, *values: str | bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_dump_of_what_the_services_store_holds_nothing_readable(used: User) -> None:
    assert run() == "A dump of the database holds nothing that can be read.\n"


def test_without_the_keys_the_rest_is_checked_all_the_same(used: User, use_keys: UseKeys) -> None:
    use_keys("wellbeing")
    assert "nothing was opened" in run()


def test_a_rehearsal_says_the_same_of_everyone_and_changes_nothing(used: User) -> None:
    quiet = person_in(TeamFactory())
    before = [list(model.objects.values()) for model in (Answer, Note, SubjectKey)]
    assert run("--person", used.email) == run("--person", quiet.email)
    assert [list(model.objects.values()) for model in (Answer, Note, SubjectKey)] == before


def test_an_address_that_nobody_has_is_refused(used: User) -> None:
    with pytest.raises(CommandError, match="no account"):
        run("--person", "nobody@force.example")


def test_after_an_erasure_nothing_is_left(used: User) -> None:
    request = ask_for_erasure(person=used, now=NOW)
    erase_person(request_id=request.pk, now=NOW + timedelta(days=31))
    run()


def leave_a_row_of_an_erased_person(person: User) -> None:
    row = Participation.objects.get(subject_ref=subject_ref_of(person))
    request = ask_for_erasure(person=person, now=NOW)
    erase_person(request_id=request.pk, now=NOW + timedelta(days=31))
    Participation.objects.bulk_create([row])


def leave_rows_without_their_key(person: User) -> None:
    SubjectKey.objects.filter(pk=subject_ref_of(person)).delete()


def store_answers_in_clear(person: User) -> None:
    Answer.objects.update(ciphertext=b'{"answers":{"mood":3,"load":9,"rest":1,"support":2}}')


def store_half_in_clear(person: User) -> None:
    row = Answer.objects.all()[0]
    clear = b'{"answers":{"mood":3,"load":9}}'
    Answer.objects.filter(pk=row.pk).update(ciphertext=bytes(row.ciphertext) + clear)


def name_the_person_in_an_id(person: User) -> None:
    Participation.objects.filter(subject_ref=subject_ref_of(person)).update(id=person.public_id)


def name_the_person_in_a_text(person: User) -> None:
    Answer.objects.update(instrument=person.email)


def use_a_pseudonym_without_pepper(person: User) -> None:
    execute(
        "UPDATE wellbeing_participation SET subject_ref ="
        " encode(sha256(%s::bytea), 'hex') WHERE subject_ref = %s",
        str(person.pk).encode(),
        subject_ref_of(person),
    )


def write_the_pseudonym_beside_the_account(person: User) -> None:
    User.objects.filter(pk=person.pk).update(last_name=subject_ref_of(person))


def write_the_answers_id_elsewhere(person: User) -> None:
    answer = Answer.objects.filter(subject_ref=subject_ref_of(person)).get()
    User.objects.filter(pk=person.pk).update(first_name=f"x {answer.pk} x")


def copy_a_note_elsewhere(person: User) -> None:
    User.objects.filter(pk=person.pk).update(last_name=f"Says: {NOTE}")


def seal_with_a_key_anyone_can_make(person: User) -> None:
    ref = subject_ref_of(person)
    sealed = PersonalSeal(ref, bytes(32)).seal(bytes(200), Binding(ANSWERS, MARCH, "pulse"))
    Answer.objects.filter(subject_ref=ref).update(nonce=sealed.nonce, ciphertext=sealed.ciphertext)


def seal_with_a_colleagues_key(person: User) -> None:
    ref = subject_ref_of(person)
    other = SubjectKey.objects.exclude(pk=ref).get().pk
    key = key_for_reading(other)
    assert key is not None
    sealed = PersonalSeal(ref, key).seal(bytes(200), Binding(ANSWERS, MARCH, "pulse"))
    Answer.objects.filter(subject_ref=ref).update(nonce=sealed.nonce, ciphertext=sealed.ciphertext)


def wrap_with_the_sites_own_key(person: User) -> None:
    ref = subject_ref_of(person)
    wrapped = seal(encode_key(bytes(32)), context=wrapping_context(ref))
    SubjectKey.objects.filter(pk=ref).update(wrapped=wrapped)


def keep_a_key_unwrapped(person: User) -> None:
    SubjectKey.objects.update(wrapped=encode_key(bytes(32)))


def use_a_nonce_twice(person: User) -> None:
    row = Answer.objects.get(subject_ref=subject_ref_of(person))
    row.pk = uuid4()
    Answer.objects.bulk_create([row])


def note_the_time(person: User) -> None:
    execute("ALTER TABLE wellbeing_answer ADD COLUMN stored_at timestamptz DEFAULT now()")


def count_the_rows(person: User) -> None:
    execute("ALTER TABLE wellbeing_note ADD COLUMN number serial")


def link_to_the_account(person: User) -> None:
    execute("ALTER TABLE wellbeing_answer ADD COLUMN who bigint REFERENCES accounts_user (id)")


LEAKS: tuple[tuple[Callable[[User], None], str], ...] = (
    (leave_a_row_of_an_erased_person, "left of a person whose account was erased"),
    (leave_rows_without_their_key, "whose key was destroyed"),
    (store_answers_in_clear, "can be read as it lies there"),
    (store_half_in_clear, "can be read as it lies there"),
    (name_the_person_in_an_id, "the column id names a person"),
    (name_the_person_in_a_text, "the column instrument names a person"),
    (use_a_pseudonym_without_pepper, "without the pepper"),
    (write_the_pseudonym_beside_the_account, "accounts_user: a pseudonym"),
    (write_the_answers_id_elsewhere, "accounts_user: a pseudonym or the id"),
    (copy_a_note_elsewhere, "accounts_user: the text of a note"),
    (seal_with_a_key_anyone_can_make, "a key that anyone can make"),
    (seal_with_a_colleagues_key, "does not open with its owner's key"),
    (wrap_with_the_sites_own_key, "opens with the ring default"),
    (keep_a_key_unwrapped, "the column wrapped holds something else"),
    (use_a_nonce_twice, "share a nonce"),
    (note_the_time, "the column stored_at is of the type"),
    (count_the_rows, "the column number is of the type integer"),
    (link_to_the_account, "a foreign key leads"),
)


@pytest.mark.parametrize(("plant", "words"), LEAKS)
def test_every_planted_leak_is_found_and_not_repeated(
    used: User, plant: Callable[[User], None], words: str
) -> None:
    email = used.email
    plant(used)
    said = fails()
    assert words in said
    for secret in (NOTE, email, subject_ref_of(used), str(used.public_id), '"mood"'):
        assert secret not in said
