"""Decides who is offered whom when many ask at once: as many as can be, urgent ones first.

Pure: it knows tiers, places, cases already held and how well a pair fits, in whole numbers, and no
person. The rule is PEER_SUPPORT.md, section 4; everybody calls ``solve`` and nothing else here.
"""

from peer_support.solving.flow import solve
from peer_support.solving.problem import (
    TIERS,
    Edges,
    Problem,
    Solution,
    UnsolvableError,
    UnsolvedError,
    edges_of,
    sorted_edges,
)

__all__ = [
    "TIERS",
    "Edges",
    "Problem",
    "Solution",
    "UnsolvableError",
    "UnsolvedError",
    "edges_of",
    "solve",
    "sorted_edges",
]
