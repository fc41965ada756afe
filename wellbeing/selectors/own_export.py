"""A person's own check-ins as they take them away: all of it as JSON, the answers as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from core.personal_data import JsonValue, Row
from organisation.models import Node
from wellbeing.instruments import Instrument, score
from wellbeing.instruments.registry import available_instruments
from wellbeing.selectors.own_rows import OpenedAnswer, open_answers, open_notes
from wellbeing.selectors.preferences import preference_of


@dataclass(frozen=True, slots=True)
class OwnExport:
    """document: for a JSON file. table: rows for a CSV file, their headings first."""

    document: Row
    table: tuple[tuple[str, ...], ...]


def own_answers_export(person: User) -> OwnExport:
    """Return everything that is kept of the person's check-ins; raise KeysUnavailableError."""
    known = available_instruments()
    answers = open_answers(person)
    choice = preference_of(person)
    document: Row = {
        "check_ins": list(_check_ins(answers, known)),
        "notes": [
            {"month": f"{note.period:%Y-%m}", "text": note.text} for note in open_notes(person)
        ],
        "paused_until": choice.paused_until.isoformat() if choice.paused_until else None,
        "has_left": choice.has_left,
        "keeps_history": choice.keeps_history,
    }
    headings = (_("Month"), _("Questions"), _("Question"), _("Answer"), _("In words"))
    return OwnExport(document, (headings, *_lines(answers, known)))


def _check_ins(
    answers: list[OpenedAnswer], known: Mapping[str, Instrument]
) -> Iterable[dict[str, JsonValue]]:
    places = {answer.payload.unit_at_answer for answer in answers}
    names = dict(Node.objects.filter(pk__in=places - {None}).values_list("pk", "name"))
    for answer in answers:
        instrument = known.get(answer.instrument)
        yield {
            "month": f"{answer.period:%Y-%m}",
            "questions": instrument.title if instrument else answer.instrument,
            "place": names.get(answer.payload.unit_at_answer or 0),
            "answers": dict(answer.payload.answers),
            "scores": _scores(instrument, answer) if instrument else {},
        }


def _scores(instrument: Instrument, answer: OpenedAnswer) -> dict[str, JsonValue]:
    found = score(instrument, answer.payload.answers)
    return {
        scale.label: {"raw": own.raw, "out_of_100": own.out_of_100} if own else None
        for scale in instrument.scales
        for own in [found[scale.code]]
    }


def _lines(
    answers: list[OpenedAnswer], known: Mapping[str, Instrument]
) -> Iterable[tuple[str, ...]]:
    for answer in answers:
        instrument = known.get(answer.instrument)
        title = instrument.title if instrument else answer.instrument
        for code, value in answer.payload.answers.items():
            item = instrument.item(code) if instrument else None
            question, words = (item.text, item.label_of(value)) if item else (code, "")
            yield (f"{answer.period:%Y-%m}", title, question or code, str(value), words)
