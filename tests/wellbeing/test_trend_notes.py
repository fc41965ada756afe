"""Those who look after a place write beside its chart; the audit log learns that, never what."""

from datetime import UTC, date, datetime

import pytest

from audit.models import AuditEvent
from core.exceptions import DomainError
from organisation.models import Node, NodeKind, Role
from tests.factories.organisation import TeamFactory, UnitFactory, person_in, place_above
from wellbeing.exceptions import TrendNoteError
from wellbeing.models import TrendNote
from wellbeing.personal_data import DECLARATIONS
from wellbeing.retention import RULES
from wellbeing.selectors.trends import heard_and_did_for, notes_seen_from
from wellbeing.services.trend_notes import (
    ANNOTATION_LENGTH,
    add_annotation,
    publish_heard_and_did,
    withdraw_trend_note,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)
MAY_WRITE = (Role.SUPERVISOR, Role.MANAGER, Role.WELLBEING_LEAD)


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory()
    return made


def annotate(place: Node, role: Role = Role.MANAGER, text: str = "New shift pattern") -> TrendNote:
    author = person_in(place, role)
    return add_annotation(author=author, place=place, period=OCTOBER, text=text, now=NOW)


def answer(place: Node, heard: str = "Too few cars", did: str = "Two more from May") -> TrendNote:
    author = person_in(place, Role.MANAGER, scope=place)
    return publish_heard_and_did(
        author=author, place=place, period=OCTOBER, heard=heard, did=did, now=NOW
    )


def test_a_note_is_kept_as_plain_text(team: Node) -> None:
    note = annotate(team, text=" New <b>shift</b> pattern <script>alert(1)</script>")
    assert note.text == "New shift pattern alert(1)"


@pytest.mark.parametrize("role", MAY_WRITE)
def test_those_who_look_after_the_place_may_write(team: Node, role: Role) -> None:
    assert annotate(team, role).place == team


@pytest.mark.parametrize("role", [None, *(role for role in Role if role not in MAY_WRITE)])
def test_nobody_else_may_write(team: Node, role: Role | None) -> None:
    author = person_in(team, role)
    with pytest.raises(TrendNoteError):
        add_annotation(author=author, place=team, period=OCTOBER, text="Words", now=NOW)
    assert not TrendNote.objects.exists()


def test_a_supervisor_may_not_write_for_the_unit_above_nor_for_a_neighbour(team: Node) -> None:
    author = person_in(team, Role.SUPERVISOR)
    unit = place_above(team, NodeKind.UNIT)
    for place in (unit, TeamFactory(parent=unit), TeamFactory()):
        with pytest.raises(TrendNoteError):
            add_annotation(author=author, place=place, period=OCTOBER, text="Words", now=NOW)
    assert not TrendNote.objects.exists()


def test_a_note_too_long_or_of_nothing_but_markup_is_refused(team: Node) -> None:
    for text in ("x" * (ANNOTATION_LENGTH + 1), "<p></p>", "  "):
        with pytest.raises(DomainError):
            annotate(team, text=text)
    with pytest.raises(TrendNoteError):
        answer(team, did="<br>")
    assert not TrendNote.objects.exists()


def test_a_month_that_has_not_begun_or_a_day_within_one_is_refused(team: Node) -> None:
    author = person_in(team, Role.MANAGER)
    for period in (date(2026, 12, 1), date(2026, 10, 2)):
        with pytest.raises(TrendNoteError):
            add_annotation(author=author, place=team, period=period, text="Words", now=NOW)


def test_sending_twice_writes_once(team: Node) -> None:
    assert annotate(team) == annotate(team)
    assert TrendNote.objects.count() == 1


def test_the_audit_log_learns_that_a_note_was_written_and_withdrawn_but_not_what(
    team: Node,
) -> None:
    note = annotate(team, text="A telling sentence")
    withdraw_trend_note(actor=person_in(team, Role.MANAGER), note=note)
    events = AuditEvent.objects.filter(action__startswith="wellbeing.trend_note")
    assert [event.action for event in events.order_by("pk")] == [
        "wellbeing.trend_note_published",
        "wellbeing.trend_note_withdrawn",
    ]
    for event in events:
        assert event.target == f"wellbeing.TrendNote:{note.public_id}"
        assert "telling" not in str(event.details)
    assert not TrendNote.objects.exists()


def test_a_note_is_withdrawn_by_whoever_may_write_there_and_by_nobody_else(team: Node) -> None:
    note = annotate(team)
    with pytest.raises(TrendNoteError):
        withdraw_trend_note(actor=person_in(TeamFactory(), Role.MANAGER), note=note)
    assert TrendNote.objects.get() == note


def test_a_chart_shows_the_notes_of_its_place_and_of_those_above(team: Node) -> None:
    unit = place_above(team, NodeKind.UNIT)
    sibling = TeamFactory(parent=unit)
    notes = [annotate(team, text="Of the team"), annotate(unit, text="Of the unit")]
    annotate(sibling, text="Of a neighbour")
    assert set(notes_seen_from(team)) == set(notes)
    assert notes_seen_from(unit) == [notes[1]]


def test_the_people_of_a_place_and_below_read_what_was_heard_and_done(team: Node) -> None:
    unit = place_above(team, NodeKind.UNIT)
    note = answer(unit)
    annotate(unit)
    assert heard_and_did_for(person_in(team)) == [note]
    assert heard_and_did_for(person_in(unit)) == [note]
    assert heard_and_did_for(person_in(UnitFactory())) == []


def test_somebody_without_a_post_reads_nothing(team: Node) -> None:
    person = person_in(team)
    person.memberships.all().delete()
    assert heard_and_did_for(person) == []


def test_the_author_can_have_a_copy_and_be_forgotten_while_the_note_stays(team: Node) -> None:
    note = answer(team)
    declared = next(one for one in DECLARATIONS if one.model is TrendNote)
    assert note.author is not None
    assert [row["heard"] for row in declared.export(note.author)] == ["Too few cars"]
    assert declared.erase(note.author) == 1
    assert TrendNote.objects.get(author=None).did == "Two more from May"


def test_notes_are_purged_once_they_are_old(team: Node) -> None:
    note = answer(team)
    rule = next(one for one in RULES if one.code == "wellbeing.trend_notes")
    assert rule.purge(note.created_at, 10) == 0
    assert rule.purge(datetime(2026, 11, 11, tzinfo=UTC), 10) == 1
