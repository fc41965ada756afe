"""Fills a benchmark's database with three years of figures, and with answers in the open.

The figures are invented: what is measured is how fast they are read. The triggers stay on, so
each month is opened, filled and closed as a real one is.
"""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.utils import timezone

from disclosure.models import Closing
from organisation.models import NodeKind, RassoRole
from wellbeing.instruments.checking import PUBLISHED_MEASURES
from wellbeing.months import COLLECTION

PULSE_OVERALL = "pulse.overall"
MEASURES = tuple(sorted(PUBLISHED_MEASURES))
WITH_ROLES = [NodeKind.NATION, NodeKind.REGION, NodeKind.FORCE]
PLACES = """
INSERT INTO disclosure_frozenplace (closing_id, place_id, parent_id, kind, name, slug)
SELECT %s, place.id, parent.id, place.kind, place.name, place.slug
FROM organisation_node place
LEFT JOIN organisation_node parent ON parent.path = left(place.path, -4)
"""
CELLS = """
INSERT INTO disclosure_publishedcell
  (collection, period, measure, place_id, role, mean, "end", low, high, people, response, bands)
SELECT %s, %s, measure, place.id, role, mean, '', mean - 8, mean + 8, 40, '40_60', '{}'
FROM organisation_node place
CROSS JOIN unnest(%s::text[]) measure
CROSS JOIN unnest(%s::text[]) role
CROSS JOIN LATERAL (SELECT 50 + (hashint8(place.id * 97 + %s) %% 12) AS mean) made
WHERE role = '' OR place.kind = ANY(%s)
"""
# What a product without a publishing step keeps: who answered what, and when.
OPEN_ANSWERS = """
CREATE TABLE bench_open_answer AS
SELECT (random() * %s)::int AS person_id,
       (random() * 42)::int AS force_number,
       date %s + (random() * 1095)::int AS answered_on,
       (random() * 100)::int AS score
FROM generate_series(1, %s)
"""
NAIVE = """
SELECT date_trunc('month', answered_on), avg(score), count(DISTINCT person_id)
FROM bench_open_answer WHERE force_number = 7 GROUP BY 1 HAVING count(DISTINCT person_id) >= 10
"""


def fill_figures(months: Sequence[date]) -> int:
    """Publish every measure of every place, and each role of large ones; return how many cells."""
    cells = 0
    lists = (list(MEASURES), ["", *RassoRole.values])
    large = [str(kind) for kind in WITH_ROLES]
    for number, period in enumerate(months):
        closing = Closing.objects.create(
            collection=COLLECTION,
            period=period,
            state=Closing.State.CLOSING,
            closed_at=timezone.now(),
        )
        with connection.cursor() as cursor:
            cursor.execute(PLACES, [closing.pk])
            cursor.execute(CELLS, [COLLECTION, period, *lists, number, large])
            cells += cursor.rowcount
        closing.state = Closing.State.CLOSED
        closing.save()
    return cells


def fill_open_answers(answers: int, people: int, first: date) -> None:
    """Make that many answers of three years from first that anyone could read."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_ANSWERS, [people, first, answers])


def index_open_answers() -> None:
    """Give the open answers the index that helps the question most."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE INDEX ON bench_open_answer (force_number, answered_on)"
            " INCLUDE (score, person_id)"
        )
        cursor.execute("VACUUM ANALYZE bench_open_answer")


def ask_naively() -> int:
    """Ask the open answers for the trend of one force; return the number of months."""
    with connection.cursor() as cursor:
        cursor.execute(NAIVE)
        return len(cursor.fetchall())
