"""Fills a benchmark's database with a month of weekly answers, sealed as real ones are."""

from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import uuid4

from django.db import connection

from core.crypto.keys import new_key
from organisation.models import Membership
from wellbeing.demo_answers import PULSE, answers
from wellbeing.instruments import BUILT_IN
from wellbeing.keys import subject_refs_of, wrap
from wellbeing.payload import Payload, write_payload
from wellbeing.sealing import ANSWERS, Binding, PersonalSeal

# Weekly is 4.33 times a month: four times, and a fifth time for every third person.
TIMES, EVERY_THIRD = 4, 3
KEYS = "COPY wellbeing_subjectkey (subject_ref, wrapped) FROM STDIN"
ROWS = "COPY wellbeing_answer (id, subject_ref, period, instrument, nonce, ciphertext) FROM STDIN"
Row = tuple[object, ...]


def fill_answers(period: date) -> int:
    """Let everyone answer the pulse weekly for a month; return how many answers that makes."""
    posts = list(Membership.objects.order_by("pk").values_list("person_id", "node_id"))
    refs = subject_refs_of([person_id for person_id, _node in posts])
    keys = {ref: new_key() for ref in refs.values()}
    _copy(KEYS, ((ref, wrap(ref, key)) for ref, key in keys.items()))
    rows = (
        row
        for number, (person_id, node_id) in enumerate(posts)
        for row in _of_person(number, node_id, refs[person_id], keys[refs[person_id]], period)
    )
    return _copy(ROWS, rows)


def _of_person(number: int, node_id: int, ref: str, key: bytes, period: date) -> Iterator[Row]:
    chance = Random(number)  # noqa: S311 -- invented answers
    seal, asked = PersonalSeal(ref, key), BUILT_IN[PULSE]
    binding = Binding(ANSWERS, period, PULSE)
    for _week in range(TIMES + (number % EVERY_THIRD == 0)):
        payload = Payload(answers(PULSE, 55, chance), asked.version, node_id)
        sealed = seal.seal(write_payload(payload, asked), binding)
        yield uuid4(), ref, period, PULSE, sealed.nonce, sealed.ciphertext


def _copy(statement: str, rows: Iterator[Row]) -> int:
    written = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
            written += 1
    return written
