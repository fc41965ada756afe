"""A force to write about, without the rest of the tree."""

from datetime import date

from organisation.models import Node, NodeKind


def make_force(name: str) -> Node:
    """Return a new force directly under a root of its own."""
    force: Node = Node.add_root(
        kind=NodeKind.FORCE, name=name, slug=name.lower(), opened_on=date(2000, 1, 1)
    )
    return force
