"""The hard rules of rules.py as PostgreSQL reads them, by code: sets of people, and conditions.

Conditions are true where they block; they see supporter, post (the supporter's place today), force
and rank (of that post). Values come as named parameters
(sql_values.py). Whether a supporter has an open request of their own is not here: the database
cannot tell whose a request is (refs.py), so own_requests.py asks that.
"""

from collections.abc import Mapping

from peer_support.matching import rules

# "posts" and "grants" are written out by PostgreSQL wherever they are used.
LINES = """
WITH RECURSIVE
posts AS NOT MATERIALIZED (
    SELECT * FROM organisation_membership
    WHERE started_on <= %(today)s AND (ended_on IS NULL OR ended_on > %(today)s)
),
grants AS NOT MATERIALIZED (
    SELECT held.person_id, scope.path FROM organisation_rolegrant held
    JOIN organisation_node scope ON scope.id = held.scope_id
    WHERE held.role = ANY(%(line_roles)s) AND held.revoked_at IS NULL
      AND held.starts_on <= %(today)s AND (held.ends_on IS NULL OR held.ends_on > %(today)s)
),
-- Everyone above the requester: line managers, and those who hold a place that somebody below
-- them works in; UNION ends the walk in a loop.
above(id) AS (
    SELECT %(person)s::bigint
  UNION
    SELECT step.id FROM above CROSS JOIN LATERAL (
        SELECT posts.line_manager_id AS id FROM posts
        WHERE posts.person_id = above.id AND posts.line_manager_id IS NOT NULL
      UNION ALL
        SELECT grants.person_id FROM posts
        JOIN organisation_node place ON place.id = posts.node_id
        JOIN grants ON grants.path = ANY(ARRAY(
            SELECT left(place.path, reach) FROM unnest(%(path_lengths)s::int[]) reach
        ))
        WHERE posts.person_id = above.id
    ) step
),
below(id) AS (
    SELECT %(person)s::bigint
  UNION
    SELECT step.id FROM below CROSS JOIN LATERAL (
        SELECT posts.person_id AS id FROM posts WHERE posts.line_manager_id = below.id
      UNION ALL
        SELECT posts.person_id FROM grants
        JOIN organisation_node place ON place.path LIKE grants.path || '%%'
        JOIN posts ON posts.node_id = place.id
        WHERE grants.person_id = below.id
    ) step
),
barred AS MATERIALIZED (
    SELECT other_ref AS ref, kind FROM peer_support_bar WHERE owner_ref = %(bar_ref)s
  UNION
    SELECT owner_ref, kind FROM peer_support_bar WHERE other_ref = %(bar_ref)s
),
forces AS MATERIALIZED (
    SELECT id, left(path, %(region_length)s) AS region FROM organisation_node
    WHERE kind = %(force_kind)s
)"""


def _barred(rule: str) -> str:
    """Return those whom rows of Bar keep apart by a rule, whichever side made them."""
    return f"""
        SELECT supporter.person_id FROM barred
        JOIN peer_support_supporter supporter ON supporter.bar_ref = barred.ref
        WHERE barred.kind = ANY(%({rule}_kinds)s)"""  # noqa: S608 -- rule is one of our codes


# The rules that lie between two people, each as the people whom it keeps from the requester.
BARS: Mapping[str, str] = {
    rules.SELF: "SELECT %(person)s::bigint",
    rules.IN_LINE: "SELECT id FROM above UNION ALL SELECT id FROM below",
    rules.SAME_MANAGER: """
        SELECT theirs.person_id FROM posts mine
        JOIN posts theirs ON theirs.line_manager_id = mine.line_manager_id
        WHERE mine.person_id = %(person)s""",
    # Who is about to join the team counts already.
    rules.SAME_TEAM: """
        SELECT theirs.person_id FROM organisation_membership mine
        JOIN organisation_node team ON team.id = mine.node_id AND team.kind = ANY(%(team_kinds)s)
        JOIN organisation_membership theirs ON theirs.node_id = mine.node_id
        WHERE mine.person_id = %(person)s AND NOT %(own_team)s
          AND (mine.ended_on IS NULL OR mine.ended_on > %(team_since)s)
          AND (theirs.ended_on IS NULL OR theirs.ended_on > %(team_since)s)""",
    rules.SAME_INVESTIGATION: _barred(rules.SAME_INVESTIGATION),
    rules.RELATION: _barred(rules.RELATION),
    rules.EXCLUDED: _barred(rules.EXCLUDED),
    rules.DECLINED_BEFORE: """
        SELECT supporter.person_id FROM peer_support_offer offer
        JOIN peer_support_supporter supporter ON supporter.id = offer.supporter_id
        WHERE offer.request_id = %(request)s AND offer.state = ANY(%(failed)s)""",
}

_KEPT_APART = " UNION ALL ".join(
    f"SELECT '{code}' AS code, people.id FROM ({people}) people(id)"  # noqa: S608 -- our own words
    for code, people in BARS.items()
)
# Made once for the requester, so that every supporter costs one look for all bars together.
SETS = f"""{LINES}, kept_apart AS MATERIALIZED ({_KEPT_APART}),
closed AS MATERIALIZED (SELECT id FROM accounts_user WHERE NOT is_active)
"""  # noqa: S608 -- made of our own words; every value is a parameter

# Those who count as supporters at all; of everyone else nothing is asked and nothing counted.
CONSIDERED = """
FROM peer_support_supporter supporter
JOIN posts post ON post.person_id = supporter.person_id
JOIN forces force ON force.id = post.force_id
JOIN organisation_rank rank ON rank.id = post.rank_id
WHERE supporter.state = ANY(%(states)s)
"""

REGION_OF_SUPPORTER = "force.region"
# The steps of posts.rank_step.
RANK_OF_SUPPORTER = (
    '(CASE WHEN rank.kind = %(staff)s THEN 1 ELSE greatest(1, rank."order" / 10) END)'
)
RANK_GAP = f"abs({RANK_OF_SUPPORTER} - %(rank)s)"


def _stops_offers(condition: str) -> str:
    """Return a condition that does not count for an offer made before; nothing known is no bar."""
    column = condition.split(maxsplit=1)[0]
    return f"NOT %(was_offered)s AND {column} IS NOT NULL AND {condition}"


# The other rules. Each blocks where any of its conditions holds; they stand apart because
# PostgreSQL turns a "not exists" into one quick look only where no "or" joins it to others.
CONDITIONS: Mapping[str, tuple[str, ...]] = {
    rules.STANDARDS_OR_HR: ("%(is_apart)s", "post.rasso_role = ANY(%(apart_roles)s)"),
    rules.NO_PLACE: ("supporter.capacity - supporter.held <= -%(own_place)s",),
    # What stops new offers does not stop an answer to an offer that was made before.
    rules.NOT_AVAILABLE: (
        "supporter.state <> %(active)s",
        "EXISTS (SELECT 1 FROM closed WHERE closed.id = supporter.person_id)",
        _stops_offers("supporter.training_due_on < %(overdue_before)s"),
        _stops_offers("supporter.supervision_due_on < %(overdue_before)s"),
        _stops_offers("supporter.last_taken_at > %(taken_since)s"),
    ),
    rules.TOPIC_NOT_TRAINED: ("NOT supporter.topics @> %(required_topics)s::varchar[]",),
    rules.LANGUAGE: (
        "%(language)s <> '' AND NOT supporter.languages @> ARRAY[%(language)s]::varchar[]",
    ),
    rules.GENDER: ("%(gender_required)s AND %(gender)s <> '' AND supporter.gender <> %(gender)s",),
    rules.FORCE: (
        "%(force_required)s AND %(force_wish)s = 'same'"
        " AND post.force_id IS DISTINCT FROM %(force)s",
        "%(force_required)s AND %(force_wish)s = 'other' AND post.force_id = %(force)s",
    ),
    rules.REGION: (f"%(mode)s = 'in_person' AND {REGION_OF_SUPPORTER} <> %(region)s",),
    rules.MODE: ("NOT supporter.modes @> ARRAY[%(mode)s]::varchar[]",),
    rules.NO_SHARED_SLOT: ("NOT supporter.slots && %(slots)s::varchar[]",),
    rules.RANK_GAP: (f"%(rank_gap_max)s::int IS NOT NULL AND {RANK_GAP} > %(rank_gap_max)s::int",),
}

# What the candidates' query asks: nothing blocks.
MAY_PAIR = " ".join(
    [
        "AND NOT EXISTS (SELECT 1 FROM kept_apart WHERE kept_apart.id = supporter.person_id)",
        *(f"AND NOT ({condition})" for each in CONDITIONS.values() for condition in each),
    ]
)
_REASONS = ", ".join(
    f"CASE WHEN ({') OR ('.join(each)}) THEN '{code}' END" for code, each in CONDITIONS.items()
)
# What the count of reasons asks: all that blocks, as codes.
BLOCKING = f"""(
    SELECT coalesce(array_agg(DISTINCT kept_apart.code), '{{}}') FROM kept_apart
    WHERE kept_apart.id = supporter.person_id
) || array_remove(ARRAY[{_REASONS}], NULL)"""  # noqa: S608 -- as above
