"""What a sealed check-in holds, as bytes of one length for everyone who answers the same questions.

Pure. A partly answered check-in, and a ten instead of a nine, must not show in the length.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from wellbeing.instruments import Instrument
from wellbeing.sealing import Padding

STEP = 32
# Longer than any real number that stands in these two places.
WIDEST_VERSION = 99_999
WIDEST_PLACE = 9_999_999_999


@dataclass(frozen=True, slots=True)
class Payload:
    """Answers by item, the instrument's version, and the place where the person worked.

    counts is False for what came after its month was closed, or while it was being closed.
    """

    answers: Mapping[str, int]
    version: int
    unit_at_answer: int | None
    counts: bool = True


def write_payload(payload: Payload, instrument: Instrument) -> bytes:
    """Return the payload as JSON, filled up to the length of the instrument's longest."""
    return Padding(STEP, least=len(_json(_widest(instrument)))).fill(_json(payload))


def read_payload(content: bytes) -> Payload:
    """Return what write_payload wrote."""
    found = json.loads(content)
    return Payload(found["answers"], found["version"], found["unit_at_answer"], found["counts"])


def _widest(instrument: Instrument) -> Payload:
    answers = {
        item.code: max(item.values, key=lambda value: len(str(value))) for item in instrument.items
    }
    return Payload(answers, WIDEST_VERSION, WIDEST_PLACE, counts=False)


def _json(payload: Payload) -> bytes:
    values = {
        "answers": dict(payload.answers),
        "version": payload.version,
        "unit_at_answer": payload.unit_at_answer,
        "counts": payload.counts,
    }
    return json.dumps(values, separators=(",", ":")).encode()
