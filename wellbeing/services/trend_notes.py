"""Writing beside a chart, and taking it back. The audit log learns that, never what."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.events import record_event
from core.sanitise import plain_text
from organisation.models import Node, NodeKind
from wellbeing.exceptions import TrendNoteError
from wellbeing.models import TrendNote
from wellbeing.policies import may_write_trend_notes

ANNOTATION_LENGTH = 200
ANSWER_LENGTH = 800


@transaction.atomic
def add_annotation(
    *, author: User, place: Node, period: date, text: str, now: datetime
) -> TrendNote:
    """Mark a month of the place's chart with what happened, such as a new shift pattern."""
    note = TrendNote(
        kind=TrendNote.Kind.ANNOTATION, text=plain_text(text, max_length=ANNOTATION_LENGTH)
    )
    return _publish(note, author, place, period, now)


@transaction.atomic
def publish_heard_and_did(
    *, author: User, place: Node, period: date, heard: str, did: str, now: datetime
) -> TrendNote:
    """Tell the people of the place what was heard from them and what was done about it."""
    note = TrendNote(
        kind=TrendNote.Kind.HEARD_AND_DID,
        heard=plain_text(heard, max_length=ANSWER_LENGTH),
        did=plain_text(did, max_length=ANSWER_LENGTH),
    )
    return _publish(note, author, place, period, now)


@transaction.atomic
def withdraw_trend_note(*, actor: User, note: TrendNote) -> None:
    """Take a note away for good; withdrawing it twice is the same as once."""
    _require_right(actor, note.place)
    removed, _by_model = TrendNote.objects.filter(pk=note.pk).delete()
    if removed:
        _record("wellbeing.trend_note_withdrawn", actor, note)


def _publish(note: TrendNote, author: User, place: Node, period: date, now: datetime) -> TrendNote:
    _require_right(author, place)
    is_whole = note.text or (note.heard and note.did)
    if not is_whole:
        raise TrendNoteError(_("Write something in words: nothing readable was left."))
    if period.day != 1 or period > timezone.localdate(now):
        raise TrendNoteError(_("Choose a month that has begun."))
    # Two clicks write once: whoever comes second waits here and finds the note.
    Node.objects.select_for_update().get(pk=place.pk)
    words = {"kind": note.kind, "text": note.text, "heard": note.heard, "did": note.did}
    written = TrendNote.objects.filter(place=place, period=period, **words).first()
    if written is not None:
        return written
    note.place, note.period, note.author, note.created_at = place, period, author, now
    note.save(force_insert=True)
    _record("wellbeing.trend_note_published", author, note)
    return note


def _require_right(actor: User, place: Node) -> None:
    if not may_write_trend_notes(actor, place):
        raise TrendNoteError(_("Only those who look after this place may write beside its chart."))


def _record(action: str, actor: User, note: TrendNote) -> None:
    force = Node.objects.above(note.place.path).filter(kind=NodeKind.FORCE).first()
    record_event(
        actor=actor,
        action=action,
        force_id=force.pk if force else None,
        target=f"wellbeing.TrendNote:{note.public_id}",
        details={"kind": str(note.kind), "place": str(note.place.public_id)},
    )
