"""The shape that the tree must keep: pure rules about levels and paths, without a query."""

from organisation.models import Node, NodeKind

LEVELS = tuple(NodeKind)
_STEP: int = Node.steplen
_FORCE_PATH_LENGTH = _STEP * (LEVELS.index(NodeKind.FORCE) + 1)


def kind_below(kind: str) -> NodeKind | None:
    """Return the kind of a place's children; None below a team."""
    position = LEVELS.index(NodeKind(kind)) + 1
    return LEVELS[position] if position < len(LEVELS) else None


def force_path_of(path: str) -> str | None:
    """Return the path of the force that a place is in; None for what stands above forces."""
    return path[:_FORCE_PATH_LENGTH] if len(path) >= _FORCE_PATH_LENGTH else None


def depth_of(path: str) -> int:
    """Return the number of levels from the top, the top counting as one."""
    return len(path) // _STEP
