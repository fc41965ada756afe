"""Puts private rows into an order that chance made.

A table lies, and is dumped, in the order in which its rows were written. Beside the times of
sign-ins elsewhere, that order would say who wrote which row.
"""

from datetime import date

from django.db import connection, models, transaction
from psycopg import sql

from wellbeing.models import (
    Answer,
    ContactRequest,
    Draft,
    Note,
    Participation,
    Preference,
    SubjectKey,
)
from wellbeing.months import months_before

SHUFFLED: tuple[type[models.Model], ...] = (
    Answer,
    ContactRequest,
    Draft,
    Note,
    Participation,
    Preference,
    SubjectKey,
)
# Nobody writes while rows are moved: a row that is erased just then would come back.
KEEP_WRITERS_OUT = sql.SQL("LOCK TABLE {table} IN EXCLUSIVE MODE")
MOVE = sql.SQL(
    "WITH taken AS (DELETE FROM {table} {which} RETURNING *)"
    " INSERT INTO {table} SELECT * FROM taken ORDER BY random()"
)
OF_RECENT_MONTHS = sql.SQL("WHERE period >= {since}")
ALL = sql.SQL("")


def shuffle_rows(*, period: date) -> None:
    """Write the rows of this month and the last anew in random order, and all without a month.

    Answers of older months have been shuffled before, and nothing is added to them. Running it
    twice does no harm.
    """
    since = months_before(period, 1)
    for model in SHUFFLED:
        _shuffle(model, since)


@transaction.atomic
def _shuffle(model: type[models.Model], since: date) -> None:
    table = sql.Identifier(model._meta.db_table)
    has_month = any(column.name == "period" for column in model._meta.get_fields())
    which = OF_RECENT_MONTHS.format(since=sql.Literal(since)) if has_month else ALL
    with connection.cursor() as cursor:
        cursor.execute(KEEP_WRITERS_OUT.format(table=table))
        cursor.execute(MOVE.format(table=table, which=which))
