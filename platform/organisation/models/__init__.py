"""The tree of forces, who belongs where, and who holds which role."""

from organisation.models.import_run import ImportRow, ImportRun
from organisation.models.membership import Membership, RassoRole
from organisation.models.node import ForceProfile, Node, NodeKind, SoteriaPhase
from organisation.models.node_change import NodeChange
from organisation.models.rank import Rank
from organisation.models.role_grant import Role, RoleGrant

__all__ = [
    "ForceProfile",
    "ImportRow",
    "ImportRun",
    "Membership",
    "Node",
    "NodeChange",
    "NodeKind",
    "Rank",
    "RassoRole",
    "Role",
    "RoleGrant",
    "SoteriaPhase",
]
