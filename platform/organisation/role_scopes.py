"""Which role is held over which kind of place: a pure table, read by services and forms."""

from organisation.models import Node, NodeKind, Role

_TEAM_OR_UNIT = frozenset({NodeKind.TEAM, NodeKind.UNIT})
_UNIT_OR_FORCE = frozenset({NodeKind.UNIT, NodeKind.FORCE})
_FORCE = frozenset({NodeKind.FORCE})
_FORCE_OR_NATION = frozenset({NodeKind.FORCE, NodeKind.NATION})
_NATION = frozenset({NodeKind.NATION})

SCOPES: dict[Role, frozenset[NodeKind]] = {
    Role.SUPERVISOR: _TEAM_OR_UNIT,
    Role.MANAGER: _UNIT_OR_FORCE,
    Role.WELLBEING_LEAD: _FORCE,
    Role.PEER_SUPPORTER: _FORCE,
    Role.PEER_COORDINATOR: _FORCE,
    Role.SAFEGUARDING_LEAD: _FORCE,
    Role.EDITOR: _FORCE_OR_NATION,
    Role.APPROVER: _FORCE_OR_NATION,
    Role.FORCE_ADMIN: _FORCE,
    Role.NATIONAL: _NATION,
    Role.CPS_PARTNER: _NATION,
    Role.DPO: _FORCE,
}


def fits(role: Role, scope: Node) -> bool:
    """Whether the role may be held over a place of this kind."""
    return scope.kind in SCOPES[role]


def is_national(scope: Node) -> bool:
    """Whether a role over this place reaches beyond one force."""
    return scope.kind in {NodeKind.NATION, NodeKind.REGION}


FORCE_ROLES = tuple(role for role in Role if SCOPES[role] != _NATION)
