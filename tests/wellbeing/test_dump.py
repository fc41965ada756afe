"""A copy of everything but the keys shows no answer, no score and no way from a person to a row."""

import hmac
import json
import logging
import re
from hashlib import sha256

import pytest
from pytest_django import Settings

from accounts.models import User
from core.logs import AllowedFieldsFormatter
from tests.factories.check_ins import MARCH, NOW, PHQ4, check_in
from tests.factories.organisation import TeamFactory, person_in
from tests.support.dumping import dump_of_broker, dump_of_database, dump_of_files
from tests.support.signing_in import signed_in
from tests.wellbeing.conftest import UseKeys
from tests.wellbeing.pages import GOOD, LOW, hand_in
from wellbeing.dump_check import check_dump
from wellbeing.dump_check.dump import PRIVATE_TABLES
from wellbeing.exceptions import KeysUnavailableError
from wellbeing.keys import key_for_reading, subject_ref_of
from wellbeing.models import Answer, Draft, Note
from wellbeing.payload import read_payload
from wellbeing.sealing import ANSWERS, DRAFTS, NOTES, Binding, PersonalSeal, SealedBytes
from wellbeing.services import keep_history, save_draft, write_note

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "Slept four hours after the Ashgrove interviews"
HEX_OR_WORD = re.compile(r"[0-9a-f]{32,}|[A-Za-z0-9+/_=-]{20,}")


@pytest.fixture
def people(caplog: pytest.LogCaptureFixture) -> list[User]:
    """Three who check in through the page, keep a draft and write a note, with every log kept."""
    caplog.set_level(logging.DEBUG)
    team = TeamFactory()
    made = [person_in(team) for _ in range(3)]
    for person, answers in zip(made, (GOOD, LOW, GOOD), strict=True):
        hand_in(signed_in(person), answers)
        check_in(person, PHQ4, instrument="phq4")
        save_draft(person=person, instrument="ons4", answers={}, period=MARCH, now=NOW)
        write_note(person=person, text=NOTE, period=MARCH, now=NOW)
        keep_history(person=person, keep=True)
    return made


def private_lines(dump: dict[str, list[str]]) -> str:
    return "\n".join("\n".join(dump[table]) for table in PRIVATE_TABLES)


def other_lines(dump: dict[str, list[str]]) -> str:
    return "\n".join("\n".join(dump[table]) for table in dump if table not in PRIVATE_TABLES)


def sealed_rows() -> list[tuple[str, SealedBytes, Binding]]:
    """Every sealed value with its pseudonym, as a thief has them."""
    found = []
    for model, table in ((Answer, ANSWERS), (Draft, DRAFTS), (Note, NOTES)):
        for row in model._default_manager.values():
            sealed = SealedBytes(bytes(row["nonce"]), bytes(row["ciphertext"]))
            binding = Binding(table, row["period"], str(row.get("instrument", "")))
            found.append((row["subject_ref"], sealed, binding))
    return found


def opens(row: tuple[str, SealedBytes, Binding], key: bytes) -> bool:
    ref, sealed, binding = row
    try:
        PersonalSeal(ref, key).open(sealed, binding)
    except KeysUnavailableError:
        return False
    return True


def test_the_dump_holds_every_row_but_nothing_that_can_be_read(people: list[User]) -> None:
    dump = dump_of_database()
    assert [len(dump[table]) >= 3 for table in PRIVATE_TABLES] == [True] * len(PRIVATE_TABLES)
    private = private_lines(dump)
    whole = private + other_lines(dump)
    for told in (NOTE, NOTE.encode().hex(), '"mood"', '"answers"', b'"answers"'.hex()):
        assert told not in whole
    for person in people:
        for told in (person.email, str(person.public_id), person.last_name):
            assert told not in private
            assert told.encode().hex() not in private
        assert subject_ref_of(person) in private
        assert subject_ref_of(person) not in other_lines(dump)


def test_no_row_elsewhere_names_a_private_row(people: list[User]) -> None:
    others = other_lines(dump_of_database())
    for model in (Answer, Draft, Note):
        for number in model._default_manager.values_list("pk", flat=True):
            assert str(number) not in others


def test_no_word_of_the_dump_makes_a_pseudonym_out_of_a_person(
    people: list[User], settings: Settings
) -> None:
    dump = dump_of_database()
    refs = {subject_ref_of(person) for person in people}
    keys = {word.encode() for word in HEX_OR_WORD.findall(other_lines(dump) + private_lines(dump))}
    keys |= {b"", settings.SECRET_KEY.encode()}
    assert len(keys) > 20
    for person in people:
        for name in (str(person.pk), str(person.public_id), person.email):
            made = {hmac.digest(key, name.encode(), sha256).hex() for key in keys}
            assert made.isdisjoint(refs)
            assert sha256(name.encode()).hexdigest() not in refs


def test_without_the_keys_the_dump_stays_closed(people: list[User], use_keys: UseKeys) -> None:
    for ring in ("wellbeing", "wellbeing-pepper"):
        use_keys(ring)
    assert check_dump() == []


def test_with_one_persons_key_only_that_person_opens(people: list[User]) -> None:
    rows = sealed_rows()
    assert len(rows) == 4 * len(people)
    for person in people:
        ref = subject_ref_of(person)
        key = key_for_reading(ref)
        assert key is not None
        assert {row[0] for row in rows if opens(row, key)} == {ref}
        # Also under the pseudonym of the key's owner, nobody else's rows open.
        foreign = [(ref, sealed, binding) for own, sealed, binding in rows if own != ref]
        assert not any(opens(row, key) for row in foreign)


def test_with_their_own_key_each_opens_what_they_gave(people: list[User]) -> None:
    key = key_for_reading(subject_ref_of(people[1]))
    assert key is not None
    (pulse,) = [row for row in sealed_rows() if opens(row, key) and row[2].instrument == "pulse"]
    content = PersonalSeal(pulse[0], key).open(pulse[1], pulse[2])
    assert read_payload(content).answers == {code: int(value) for code, value in LOW.items()}


def test_broker_files_and_logs_hold_nothing_of_a_check_in(
    people: list[User], caplog: pytest.LogCaptureFixture
) -> None:
    formatter = AllowedFieldsFormatter()
    lines = [formatter.format(record) for record in caplog.records]
    raw = [f"{record.getMessage()} {record.__dict__!r}" for record in caplog.records]
    elsewhere = [dump_of_broker(), *(repr(content) for content in dump_of_files()), *lines]
    private = [str(number) for number in Answer.objects.values_list("pk", flat=True)]
    told = [NOTE, '"mood"', "switching_off", *private]
    told += [subject_ref_of(person) for person in people]
    for text in (*elsewhere, *raw):
        assert [word for word in told if word in text] == []
    for person in people:
        for text in lines:
            assert person.email not in text
            assert str(person.public_id) not in text


def test_no_log_line_tells_of_a_check_in(
    people: list[User], caplog: pytest.LogCaptureFixture
) -> None:
    formatter = AllowedFieldsFormatter()
    routes = {json.loads(formatter.format(record)).get("route") for record in caplog.records}
    assert not {route for route in routes if route and "check_in" in route}
