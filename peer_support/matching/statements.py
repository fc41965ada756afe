"""Puts the rules and the fit together into the three questions that PostgreSQL is asked."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from peer_support.matching.facts import Ask
from peer_support.matching.sql_fit import MOST_LIVED, PENALTY, WITHOUT_LIVED, fit_values
from peer_support.matching.sql_rules import (
    CONSIDERED,
    MAY_PAIR,
    RANK_OF_SUPPORTER,
    REGION_OF_SUPPORTER,
    SETS,
    SQL_RULES,
)
from peer_support.matching.sql_values import Moment, Value, values_for


class Row(NamedTuple):
    """One supporter whom the rules allow, as the database knows them.

    bound is the most that score less penalty could come to; turn puts equals in an order of this
    request's own.
    """

    supporter_id: int
    person_id: int
    force_id: int
    region: str
    node_id: int
    role: str
    rank: int
    gender: str
    languages: list[str]
    topics: list[str]
    modes: list[str]
    slots: list[str]
    capacity: int
    held: int
    may_count_lived: bool
    bound: int
    turn: int


@dataclass(frozen=True, slots=True)
class Blocked:
    """One supporter and the codes of what keeps them and the request apart."""

    person_id: int
    codes: frozenset[str]


BEST = f"""{SETS}
SELECT supporter.id, supporter.person_id, post.force_id, {REGION_OF_SUPPORTER}, post.node_id,
       post.rasso_role, {RANK_OF_SUPPORTER}, supporter.gender, supporter.languages,
       supporter.topics, supporter.modes, supporter.slots, supporter.capacity,
       supporter.held - %(own_place)s, supporter.lived_counts,
       {WITHOUT_LIVED} + {MOST_LIVED} - {PENALTY} AS bound,
       hashint8extended(supporter.id, %(request)s) AS turn
{CONSIDERED} {MAY_PAIR}
ORDER BY bound DESC, turn, supporter.id
LIMIT %(limit)s
"""

ONE = f"""{SETS}
SELECT supporter.person_id
{CONSIDERED} AND supporter.id = %(supporter)s {MAY_PAIR}
"""

REASONS = ", ".join(f"CASE WHEN {blocks} THEN '{code}' END" for code, blocks in SQL_RULES.items())
EVERYONE = f"""{SETS}
SELECT supporter.person_id, array_remove(ARRAY[{REASONS}], NULL)
{CONSIDERED}
"""


def best(ask: Ask, moment: Moment, limit: int) -> list[Row]:
    """Return those whom the rules allow, the highest bound first, no more than limit."""
    values = values_for(ask, moment) | fit_values(ask) | {"limit": limit}
    return [Row(*row) for row in _rows(BEST, values)]


def is_allowed(ask: Ask, supporter_id: int, moment: Moment) -> bool:
    """Return whether the rules allow this one supporter."""
    return bool(_rows(ONE, values_for(ask, moment) | {"supporter": supporter_id}))


def everyone(ask: Ask, moment: Moment) -> list[Blocked]:
    """Return every supporter with all that keeps them and the request apart."""
    rows = _rows(EVERYONE, values_for(ask, moment))
    return [Blocked(person_id, frozenset(codes)) for person_id, codes in rows]


# The columns are whatever the statement says.
def _rows(statement: str, values: dict[str, Value]) -> list[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
