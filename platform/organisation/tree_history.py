"""The tree as it stood on a day: today's, with every later change undone, the newest first."""

from dataclasses import dataclass
from datetime import date

from organisation.models import Node, NodeChange
from organisation.tree_shape import LEVELS

Kind = NodeChange.Kind


@dataclass(frozen=True, slots=True)
class PlaceOn:
    """One place as it stood; parent_id is None for the nation."""

    id: int
    parent_id: int | None
    kind: str
    name: str
    slug: str


def places_on(day: date) -> tuple[PlaceOn, ...]:
    """Return the places that were open on the day, parents before children."""
    nodes = list(Node.objects.all())
    by_path = {node.path: node.pk for node in nodes}
    parents = {node.pk: by_path.get(node.path[: -Node.steplen]) for node in nodes}
    names = {node.pk: node.name for node in nodes}
    later = NodeChange.objects.filter(effective_on__gt=day).order_by("-effective_on", "-pk")
    for change in later.filter(kind__in=(Kind.MOVED, Kind.RENAMED)):
        if change.kind == Kind.MOVED:
            parents[change.node_id] = change.place_before_id
        else:
            names[change.node_id] = change.name_before
    open_then = (node for node in nodes if _was_open(node, day))
    return tuple(
        PlaceOn(node.pk, parents[node.pk], node.kind, names[node.pk], node.slug)
        for node in sorted(open_then, key=lambda node: (LEVELS.index(node.kind), node.pk))
    )


def _was_open(node: Node, day: date) -> bool:
    return node.opened_on <= day and (node.closed_on is None or node.closed_on > day)
