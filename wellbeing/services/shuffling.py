"""Puts private rows into an order that chance made.

A table lies, and is dumped, in the order in which its rows were written. Beside the times of
sign-ins elsewhere, that order would say who wrote which row.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

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
# A million rows at once keep everybody waiting for 40 s; in slices of so many, for 0.3 s each.
ROWS_AT_ONCE = 10_000
# Pseudonyms and random keys begin with any digits alike; a UUID has this many.
HEX_DIGITS = 32
ALL_KEYS = 16**HEX_DIGITS
# Nobody writes while rows are moved: a row that is erased just then would come back.
KEEP_WRITERS_OUT = sql.SQL("LOCK TABLE {table} IN EXCLUSIVE MODE")
MOVE = sql.SQL(
    "WITH taken AS (DELETE FROM {table} WHERE {which} RETURNING *)"
    " INSERT INTO {table} SELECT * FROM taken ORDER BY random()"
)
COUNT = sql.SQL("SELECT count(*) FROM {table} WHERE {which}")
ALL = sql.SQL("true")


def shuffle_rows(*, period: date) -> None:
    """Write the rows of this month and the last anew in random order, and all without a month.

    Answers of older months have been shuffled before, and nothing is added to them. Running it
    twice does no harm. Large tables go in slices, each a short transaction of its own, so that
    nobody who checks in waits for more than one. A slice is a stretch of pseudonyms, which follow
    no clock, and within it chance decides.
    """
    for model in SHUFFLED:
        for which in _months_of(model, period):
            _shuffle(model, which)


def _months_of(model: type[models.Model], period: date) -> Iterator[sql.Composable]:
    """Yield a condition for each month; one month at a time is what the indexes can find."""
    if not _has(model, "period"):
        yield ALL
        return
    for month in (months_before(period, 1), period):
        yield sql.SQL("period = {month}").format(month=sql.Literal(month))


def _shuffle(model: type[models.Model], which: sql.Composable) -> None:
    table = sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(table=table, which=which))
        (rows,) = cursor.fetchone()
    for stretch in _stretches(_key_of(model), slices=rows // ROWS_AT_ONCE + 1):
        _move(table, sql.SQL(" AND ").join([which, *stretch]))


def _stretches(key: sql.Identifier, slices: int) -> Iterator[list[sql.Composable]]:
    """Yield conditions that together hold for every row once; the first and last have no end."""
    bounds = [f"{ALL_KEYS * number // slices:0{HEX_DIGITS}x}" for number in range(1, slices)]
    for low, high in pairwise([None, *bounds, None]):
        conditions: list[sql.Composable] = []
        if low is not None:
            conditions.append(sql.SQL("{} >= {}").format(key, sql.Literal(low)))
        if high is not None:
            conditions.append(sql.SQL("{} < {}").format(key, sql.Literal(high)))
        yield conditions


@transaction.atomic
def _move(table: sql.Identifier, which: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(KEEP_WRITERS_OUT.format(table=table))
        cursor.execute(MOVE.format(table=table, which=which))


def _key_of(model: type[models.Model]) -> sql.Identifier:
    """Return the column that cuts the table: the pseudonym, or the random key."""
    return sql.Identifier("subject_ref" if _has(model, "subject_ref") else model._meta.pk.column)


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.get_fields())
