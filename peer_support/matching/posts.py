"""Where a person stands today, in the terms of the rules: force, region, team, steps of rank."""

from dataclasses import dataclass
from datetime import date

from organisation.models import Membership, Node, NodeKind, Rank

# Where people of one place work side by side; a whole force is no team.
TEAM_KINDS = (NodeKind.TEAM, NodeKind.UNIT)
REGION_LENGTH: int = Node.steplen * (list(NodeKind).index(NodeKind.REGION) + 1)
PATH_LENGTHS = [Node.steplen * level for level in range(1, len(NodeKind) + 1)]
LOWEST_STEP, ORDERS_A_STEP = 1, 10


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's post in the terms of facts.py; all empty for who has none today."""

    force: str = ""
    region: str = ""
    team: str = ""
    role: str = ""
    rank: int = 0


def standing_of(person_id: int, on: date) -> Standing:
    """Return where the person stands on that day."""
    post = (
        Membership.objects.current(on)
        .filter(person_id=person_id)
        .select_related("node", "force", "rank")
        .first()
    )
    if post is None:
        return Standing()
    return Standing(
        force=str(post.force_id),
        region=post.force.path[:REGION_LENGTH],
        team=str(post.node_id) if post.node.kind in TEAM_KINDS else "",
        role=post.rasso_role,
        rank=rank_step(post.rank.kind, post.rank.order),
    )


def rank_step(kind: str, order: int) -> int:
    """Return the step of a rank: constable 1, sergeant 2 and so on; detectives stand beside them.

    Staff have grades, which measure no distance: they count as constables.
    """
    if kind == Rank.Kind.STAFF:
        return LOWEST_STEP
    return max(LOWEST_STEP, order // ORDERS_A_STEP)
