"""The fit of fit.py as PostgreSQL reckons it, to take the best without looking at everyone.

Every share and every rank step is looked up in a list that the pure functions made, so that both
round alike. What a supporter has lived through is sealed, so the database knows only whether it may
count at all; candidates.py adds what it does.
"""

from peer_support.matching.facts import Ask
from peer_support.matching.fit import DEFAULT_WEIGHTS, FAR_IN_RANK, Weights, share_of
from peer_support.matching.sql_rules import RANK_GAP, REGION_OF_SUPPORTER
from peer_support.matching.sql_values import Values

WITHOUT_LIVED = f"""(
    (%(topic_points)s::int[])[1 + {{topics_trained}}]
    + CASE WHEN %(role)s <> '' AND post.rasso_role = %(role)s THEN %(role_points)s ELSE 0 END
    + CASE WHEN %(gender)s IN ('', supporter.gender) THEN %(gender_points)s ELSE 0 END
    + CASE WHEN CASE %(force_wish)s
        WHEN 'same' THEN post.force_id IS NOT DISTINCT FROM %(force)s
        WHEN 'other' THEN post.force_id IS DISTINCT FROM %(force)s
        ELSE true END THEN %(force_points)s ELSE 0 END
    + coalesce((%(rank_points)s::int[])[1 + {RANK_GAP}], 0)
    + CASE WHEN {REGION_OF_SUPPORTER} = %(region)s THEN %(reach_points)s ELSE 0 END
)"""

PENALTY = "(%(penalties)s::int[])[1 + supporter.held - %(own_place)s]"
MAY_COUNT_LIVED = "supporter.lived_counts AND %(asks_topics)s"


def topics_trained(ask: Ask) -> str:
    """Return how many asked topics a supporter is trained in, one look for each."""
    looks = (
        f"(%(topic_{number})s = ANY(supporter.topics))::int" for number in range(len(ask.topics))
    )
    return "(0 " + "".join(f"+ {look} " for look in looks) + ")"


def fit_values(ask: Ask, weights: Weights = DEFAULT_WEIGHTS) -> Values:
    """Return the points that the statement looks up, by name."""
    asked = len(ask.topics)
    topics: Values = {f"topic_{number}": code for number, code in enumerate(sorted(ask.topics))}
    return topics | {
        "topic_points": [
            share_of(weights.topic, trained, asked) if asked else weights.topic
            for trained in range(asked + 1)
        ],
        "rank_points": [
            share_of(weights.rank, FAR_IN_RANK - gap, FAR_IN_RANK) for gap in range(FAR_IN_RANK)
        ],
        "asks_topics": asked > 0,
        "role_points": weights.role,
        "gender_points": weights.gender,
        "force_points": weights.force,
        "reach_points": weights.reach,
    }
