"""What lies in the rows: of one length, sealed to its place, with no time finer than a month."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, models, transaction

from accounts.models import User
from tests.factories.check_ins import FEBRUARY, MARCH, NOW, PHQ4, PULSE, check_in
from tests.factories.organisation import TeamFactory, person_in
from wellbeing.exceptions import KeysUnavailableError, NoteRefusedError
from wellbeing.instruments import BUILT_IN
from wellbeing.keys import subject_ref_of
from wellbeing.models import Answer, Draft, Note, Participation, Preference, SubjectKey
from wellbeing.payload import Payload, read_payload, write_payload
from wellbeing.selectors import draft_of, own_answers_export, own_history
from wellbeing.services import delete_note, discard_draft, save_draft, write_note

pytestmark = pytest.mark.django_db
PRIVATE = (Answer, Note, Draft, Participation, Preference, SubjectKey)


def test_no_private_table_leads_to_a_person_or_holds_a_moment() -> None:
    for model in PRIVATE:
        for column in model._meta.get_fields():
            assert not column.is_relation, (model, column)
            assert not isinstance(column, models.DateTimeField | models.AutoField)


def test_a_day_is_refused_where_a_month_belongs(officer: User) -> None:
    check_in(officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.update(period=date(2026, 3, 17))


@pytest.mark.parametrize("code", list(BUILT_IN))
def test_every_payload_of_an_instrument_has_the_same_length(code: str) -> None:
    asked = BUILT_IN[code]
    items = asked.items
    lengths = set()
    for value in (min, max):
        for count in range(len(items) + 1):
            for place in (None, 1, 123_456):
                answers = {item.code: value(item.values) for item in items[:count]}
                payload = Payload(answers, 1, place)
                content = write_payload(payload, asked)
                assert read_payload(content) == payload
                lengths.add(len(content))
    assert len(lengths) == 1


def test_the_same_answers_never_look_the_same_twice(officer: User) -> None:
    for _ in range(3):
        check_in(officer)
    rows = list(Answer.objects.values_list("nonce", "ciphertext"))
    assert len({bytes(nonce) for nonce, _ in rows}) == 3
    assert len({bytes(ciphertext) for _, ciphertext in rows}) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"period": FEBRUARY},
        {"instrument": "ons4"},
        {"ciphertext": b"\x00" * 200},
        {"nonce": b"\x00" * 12},
        {"nonce": b""},
    ],
)
def test_an_answer_that_was_moved_or_altered_does_not_open(
    officer: User, change: dict[str, object]
) -> None:
    check_in(officer)
    Answer.objects.update(**change)
    with pytest.raises(KeysUnavailableError):
        own_history(officer)


def test_an_answer_that_was_given_to_another_person_does_not_open(officer: User) -> None:
    other = person_in(TeamFactory())
    check_in(officer)
    check_in(other)
    Answer.objects.filter(subject_ref=subject_ref_of(other)).update(
        subject_ref=subject_ref_of(officer)
    )
    with pytest.raises(KeysUnavailableError):
        own_history(officer)


def test_a_draft_does_not_open_as_an_answer(officer: User) -> None:
    save_draft(person=officer, instrument="pulse", answers=PULSE, period=MARCH, now=NOW)
    draft = Draft.objects.get()
    Answer.objects.create(
        subject_ref=draft.subject_ref,
        period=draft.period,
        instrument=draft.instrument,
        nonce=draft.nonce,
        ciphertext=draft.ciphertext,
    )
    with pytest.raises(KeysUnavailableError):
        own_history(officer)


def test_a_history_holds_scores_by_scale_and_notes_by_month_newest_first(officer: User) -> None:
    check_in(officer)
    check_in(officer, PULSE | {"mood": 2})
    check_in(officer, PHQ4, instrument="phq4")
    write_note(person=officer, text="<b>Slept</b> badly.", period=FEBRUARY, now=NOW)
    history = own_history(officer)
    assert [month.period for month in history.months] == [MARCH, FEBRUARY]
    assert [note.text for note in history.months[1].notes] == ["Slept badly."]
    series = {found.code: found for found in history.series}
    (mood,) = series["pulse.mood"].points
    assert (mood.raw, mood.out_of_100, mood.count) == (4.5, 45, 2)
    (total,) = series["phq4.total"].points
    assert (total.raw, round(total.out_of_100, 2)) == (2, 16.67)
    (phq4,) = [found for found in history.months[0].check_ins if found.code == "phq4"]
    band = phq4.scores[0].band
    assert band is not None
    assert band.code == "none"


def test_a_person_without_anything_has_an_empty_history(officer: User) -> None:
    check_in(person_in(TeamFactory()))
    history = own_history(officer)
    assert (history.months, history.series) == ((), ())


def test_a_newer_draft_takes_the_place_of_the_older(officer: User) -> None:
    for answers in ({"mood": 3}, {"mood": 4, "rest": 1}):
        save_draft(person=officer, instrument="pulse", answers=answers, period=MARCH, now=NOW)
    draft = draft_of(officer, "pulse")
    assert draft is not None
    assert (draft.period, draft.answers) == (MARCH, {"mood": 4, "rest": 1})
    discard_draft(person=officer, instrument="pulse")
    assert draft_of(officer, "pulse") is None
    assert not Draft.objects.exists()


def test_only_its_writer_can_delete_a_note(officer: User) -> None:
    other = person_in(TeamFactory())
    note_id = write_note(person=officer, text="Mine.", period=MARCH, now=NOW)
    assert not delete_note(person=other, note_id=note_id)
    assert not delete_note(person=officer, note_id=uuid4())
    assert Note.objects.count() == 1
    assert delete_note(person=officer, note_id=note_id)
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("text", "period"),
    [("  ", MARCH), ("<p></p>", MARCH), ("Soon.", date(2026, 4, 1)), ("Now.", date(2026, 3, 2))],
)
def test_a_note_needs_words_and_a_month_that_has_come(
    officer: User, text: str, period: date
) -> None:
    with pytest.raises(NoteRefusedError):
        write_note(person=officer, text=text, period=period, now=NOW)
    assert not Note.objects.exists()


def test_a_person_takes_everything_away_as_json_and_as_a_table(officer: User) -> None:
    check_in(officer, {"q1": 1}, instrument="phq4")
    write_note(person=officer, text="A long week.", period=MARCH, now=NOW)
    export = own_answers_export(officer)
    (given,) = export.document["check_ins"]  # type: ignore[misc] # JSON holds a list
    assert given["month"] == "2026-03"  # type: ignore[index,call-overload] # of objects
    assert given["answers"] == {"q1": 1}  # type: ignore[index,call-overload]
    assert given["place"]  # type: ignore[index,call-overload]
    assert export.document["notes"] == [{"month": "2026-03", "text": "A long week."}]
    assert export.table[1:] == (
        ("2026-03", "PHQ-4", "Feeling nervous, anxious or on edge", "1", "Several days"),
    )
