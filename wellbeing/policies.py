"""Who may see and write what of wellbeing. Answers are nobody's but the person's own to see."""

from django.db.models import Q

from accounts.models import User
from organisation.models import Node, NodeKind, Role
from organisation.selectors import GrantedRole, roles_of

# They look after the people of a place: they see it, all below it and all above it.
CARING_ROLES = frozenset({Role.SUPERVISOR, Role.MANAGER, Role.WELLBEING_LEAD})
TREND_ROLES = CARING_ROLES | {Role.NATIONAL}
KINDS_FOR_NATIONAL = frozenset({NodeKind.NATION, NodeKind.REGION, NodeKind.FORCE})


def may_see_trends(user: User) -> bool:
    """Those who look after people, and the national team; no right comes from anything else."""
    return any(held.role in TREND_ROLES for held in roles_of(user))


def trend_places(user: User) -> Q:
    """Return which places (rows of Node) the person may see the published figures of.

    Never a neighbour of their own place, nor anything below a neighbour.
    """
    visible = Q(pk__in=())
    for held in roles_of(user):
        visible |= _reach_of(held)
    return visible


def may_write_trend_notes(user: User, place: Node) -> bool:
    """Those who look after the place, or one above it."""
    return any(
        held.role in CARING_ROLES and place.path.startswith(held.scope_path)
        for held in roles_of(user)
    )


def _reach_of(held: GrantedRole) -> Q:
    if held.role in CARING_ROLES:
        return Q(path__startswith=held.scope_path) | Q(path__in=_paths_above(held.scope_path))
    if held.role == Role.NATIONAL:
        return Q(path__startswith=held.scope_path, kind__in=KINDS_FOR_NATIONAL)
    return Q(pk__in=())


def _paths_above(path: str) -> list[str]:
    step = Node.steplen
    return [path[:end] for end in range(step, len(path), step)]
