"""Pseudonyms and data keys: who can make them, what becomes of them, and what a wrong key does."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model

from accounts.models import User
from core.crypto.exceptions import SealBrokenError, UnknownKeyError
from core.crypto.keys import new_key
from core.crypto.providers import keyring
from core.exceptions import DomainError
from core.models import KeyCheck
from tests.factories.check_ins import MARCH, NOW, PULSE, check_in
from tests.factories.organisation import TeamFactory, person_in
from tests.wellbeing.conftest import UseKeys
from wellbeing.exceptions import KeysUnavailableError
from wellbeing.keys import key_for_reading, subject_ref_of
from wellbeing.models import Answer, Draft, Note, Participation, Preference, SubjectKey
from wellbeing.selectors import (
    draft_of,
    due_instruments,
    has_checked_in,
    own_answers_export,
    own_history,
    preference_of,
)
from wellbeing.services import erase_own_history, keep_history, leave, save_draft, write_note

pytestmark = pytest.mark.django_db
TABLES: tuple[type[Model], ...] = (
    Answer,
    Note,
    Draft,
    Participation,
    Preference,
    SubjectKey,
    KeyCheck,
)
OLD, NEW = new_key(), new_key()


# A row of any table is a dictionary of whatever its columns hold.
def rows() -> dict[type[Model], list[Any]]:
    """Every row of every table, as it lies there."""
    return {model: list(model._default_manager.order_by("pk").values()) for model in TABLES}


def draft(person: User) -> None:
    save_draft(person=person, instrument="pulse", answers=PULSE, period=MARCH, now=NOW)


def note(person: User) -> None:
    write_note(person=person, text="A long week.", period=MARCH, now=NOW)


def use_all(person: User) -> None:
    """One row of each kind."""
    check_in(person)
    draft(person)
    note(person)


READS: dict[str, Callable[[User], object]] = {
    "history": own_history,
    "export": own_answers_export,
    "draft": lambda person: draft_of(person, "pulse"),
}
PEPPERED_READS = READS | {
    "participation": lambda person: has_checked_in(person, MARCH),
    "due": lambda person: due_instruments(person, MARCH),
    "preference": preference_of,
}
WRITES: dict[str, Callable[[User], object]] = {
    "check-in": check_in,
    "draft": draft,
    "note": note,
}
PEPPERED_WRITES = WRITES | {
    "leave": lambda person: leave(person=person),
    "keep": lambda person: keep_history(person=person, keep=True),
    "erase": lambda person: erase_own_history(person=person),
}


def test_a_pseudonym_is_made_with_the_pepper_from_the_persons_number(officer: User) -> None:
    pepper = keyring("wellbeing-pepper")
    made = hmac.new(pepper.key(pepper.current), str(officer.pk).encode(), sha256).hexdigest()
    assert subject_ref_of(officer) == made
    assert subject_ref_of(person_in(TeamFactory())) != made


def test_everyone_has_a_key_of_their_own_and_keeps_it(officer: User) -> None:
    other = person_in(TeamFactory())
    check_in(officer)
    check_in(other)
    wrapped = dict(SubjectKey.objects.values_list("pk", "wrapped"))
    own, others = (key_for_reading(subject_ref_of(person)) for person in (officer, other))
    assert own
    assert own != others
    note(officer)
    assert dict(SubjectKey.objects.values_list("pk", "wrapped")) == wrapped


def test_a_wrapped_key_opens_in_nobody_elses_row(officer: User) -> None:
    other = person_in(TeamFactory())
    check_in(officer)
    check_in(other)
    foreign = SubjectKey.objects.get(pk=subject_ref_of(other)).wrapped
    SubjectKey.objects.filter(pk=subject_ref_of(officer)).update(wrapped=foreign)
    with pytest.raises(KeysUnavailableError):
        own_history(officer)


@pytest.mark.parametrize("act", [*PEPPERED_READS, *PEPPERED_WRITES])
def test_with_another_pepper_nothing_opens_and_no_row_changes(
    officer: User, use_keys: UseKeys, act: str
) -> None:
    use_all(officer)
    before = rows()
    use_keys("wellbeing-pepper", other=new_key())
    with pytest.raises(KeysUnavailableError):
        (PEPPERED_READS | PEPPERED_WRITES)[act](officer)
    assert rows() == before


@pytest.mark.parametrize("ring", ["wellbeing", "wellbeing-pepper"])
@pytest.mark.parametrize("act", [*READS, *WRITES])
def test_without_keys_nothing_opens_and_no_row_changes(
    officer: User, use_keys: UseKeys, act: str, ring: str
) -> None:
    use_all(officer)
    before = rows()
    use_keys(ring)
    with pytest.raises(KeysUnavailableError) as failure:
        (READS | WRITES)[act](officer)
    assert isinstance(failure.value, DomainError)
    assert rows() == before


# The name under which the keys of the tests are kept, so that only the bytes are wrong.
@pytest.mark.parametrize("key_id", ["other", "demo-1"])
@pytest.mark.parametrize("act", [*READS, *WRITES])
def test_with_another_wrapping_key_nothing_opens_and_no_row_changes(
    officer: User, use_keys: UseKeys, act: str, key_id: str
) -> None:
    use_all(officer)
    before = rows()
    use_keys("wellbeing", **{key_id: new_key()})
    with pytest.raises(KeysUnavailableError):
        (READS | WRITES)[act](officer)
    assert rows() == before


@pytest.mark.parametrize("act", [*READS, *WRITES])
def test_a_lost_data_key_is_not_replaced_by_a_new_one(officer: User, act: str) -> None:
    use_all(officer)
    SubjectKey.objects.all().delete()
    before = rows()
    with pytest.raises(KeysUnavailableError):
        (READS | WRITES)[act](officer)
    assert rows() == before


def test_erasing_ones_history_works_without_the_wrapping_key(
    officer: User, use_keys: UseKeys
) -> None:
    use_all(officer)
    use_keys("wellbeing", other=new_key())
    erase_own_history(person=officer)
    assert not Answer.objects.exists()
    assert not SubjectKey.objects.exists()


def rotate() -> str:
    output = StringIO()
    call_command("rotate_keys", "--batch", "2", stdout=output)
    return output.getvalue()


def test_after_rotation_the_old_wrapping_key_can_be_taken_away(use_keys: UseKeys) -> None:
    use_keys("wellbeing", old=OLD)
    people = [person_in(TeamFactory()) for _ in range(5)]
    for person in people:
        use_all(person)
    before = {person: own_history(person) for person in people}
    answers = list(Answer.objects.order_by("pk").values())
    use_keys("wellbeing", new=NEW, old=OLD)
    assert "wellbeing.SubjectKey.wrapped: 5 rows sealed again." in rotate()
    assert "wellbeing.SubjectKey.wrapped: 0 rows sealed again." in rotate()
    use_keys("wellbeing", new=NEW)
    assert {person: own_history(person) for person in people} == before
    assert list(Answer.objects.order_by("pk").values()) == answers


def test_a_rotation_without_the_old_key_changes_nothing(officer: User, use_keys: UseKeys) -> None:
    use_keys("wellbeing", old=OLD)
    use_all(officer)
    before = rows()
    use_keys("wellbeing", new=NEW)
    with pytest.raises(UnknownKeyError, match="old"):
        rotate()
    assert rows() == before


def test_a_rotation_refuses_a_key_that_was_moved_to_another_person(use_keys: UseKeys) -> None:
    use_keys("wellbeing", old=OLD)
    for person in (person_in(TeamFactory()), person_in(TeamFactory())):
        check_in(person)
    first = SubjectKey.objects.order_by("pk").values_list("wrapped", flat=True)[0]
    SubjectKey.objects.update(wrapped=first)
    use_keys("wellbeing", new=NEW, old=OLD)
    with pytest.raises(SealBrokenError):
        rotate()
