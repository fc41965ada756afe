"""Puts the rules and the fit together into the three questions that PostgreSQL is asked."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from peer_support.matching.facts import Ask
from peer_support.matching.sql_fit import (
    MAY_COUNT_LIVED,
    PENALTY,
    WITHOUT_LIVED,
    fit_values,
    topics_trained,
)
from peer_support.matching.sql_rules import (
    BLOCKING,
    CONSIDERED,
    MAY_PAIR,
    RANK_OF_SUPPORTER,
    REGION_OF_SUPPORTER,
    SETS,
)
from peer_support.matching.sql_values import Moment, Value, Values, values_for

# So many more of those whose lived experience may count, because it is weighed after the others.
LOOKED_CLOSELY = 20


class Row(NamedTuple):
    """One supporter whom the rules allow, as the database knows them.

    net is score less penalty without what they have lived through; turn puts equals in an order
    of this request's own.
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
    net: int
    turn: int


@dataclass(frozen=True, slots=True)
class Blocked:
    """One supporter and the codes of what keeps them and the request apart."""

    person_id: int
    codes: frozenset[str]


# Those whose lived experience may count are looked for by themselves: it can lift them above the
# others, and the database cannot read it.
BEST = f"""{SETS}, allowed AS MATERIALIZED (
    SELECT supporter.id, supporter.person_id, post.force_id, {REGION_OF_SUPPORTER}, post.node_id,
           post.rasso_role, {RANK_OF_SUPPORTER} AS step, {MAY_COUNT_LIVED} AS may_count_lived,
           {WITHOUT_LIVED} - {PENALTY} AS net, hashint8extended(supporter.id, %(request)s) AS turn
    {CONSIDERED} {MAY_PAIR}
), best AS (
    (SELECT * FROM allowed WHERE NOT may_count_lived ORDER BY net DESC, turn, id LIMIT %(limit)s)
  UNION ALL
    (SELECT * FROM allowed WHERE may_count_lived ORDER BY net DESC, turn, id LIMIT %(looked_at)s)
)
SELECT best.id, best.person_id, force_id, region, node_id, rasso_role, step, gender, languages,
       topics, modes, slots, capacity, held - %(own_place)s, may_count_lived, net, turn
FROM best JOIN peer_support_supporter supporter ON supporter.id = best.id
ORDER BY net DESC, turn, best.id
"""  # noqa: S608 -- made of our own words; every value is a parameter

ONE = f"""{SETS}
SELECT supporter.person_id
{CONSIDERED} AND supporter.id = %(supporter)s {MAY_PAIR}
"""

EVERYONE = f"""{SETS}
SELECT supporter.person_id, {BLOCKING}
{CONSIDERED}
"""


def best(ask: Ask, moment: Moment, limit: int) -> list[Row]:
    """Return the best whom the rules allow, without what they have lived through.

    Of those whose lived experience may count there are LOOKED_CLOSELY more.
    """
    values = values_for(ask, moment) | fit_values(ask)
    limits: Values = {"limit": limit, "looked_at": limit + LOOKED_CLOSELY}
    statement = BEST.replace("{topics_trained}", topics_trained(ask))
    return [Row(*row) for row in _rows(statement, values | limits)]


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
