"""The tree as it stood when a month ended, and where in it people are counted."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from disclosure.figures import Gathered, Place
from disclosure.months import last_day
from disclosure.tree import Tree, plant
from organisation.models import Node
from organisation.selectors import places_on


def tree_of(period: date) -> Tree:
    """Return the places as they stood on the last day of the month."""
    return plant(
        Place(place.id, place.parent_id, place.kind, place.name, place.slug)
        for place in places_on(last_day(period))
    )


def settle_places(tree: Tree, gathered: Gathered) -> Gathered:
    """Count people of places that no longer stood at the month's end in the place above."""
    named = set(gathered.people.values())
    for contributions in gathered.contributions.values():
        named.update(one.place_id for one in contributions)
    gone = named - tree.places.keys()
    if not gone:
        return gathered
    instead = _places_above(tree, gone)
    return replace(
        gathered,
        people={ref: instead.get(place, place) for ref, place in gathered.people.items()},
        contributions={
            code: [replace(one, place_id=instead.get(one.place_id, one.place_id)) for one in people]
            for code, people in gathered.contributions.items()
        },
    )


def _places_above(tree: Tree, gone: Collection[int]) -> dict[int, int]:
    """Return the nearest standing place above each of gone; at worst the top of the tree."""
    paths = dict(Node.objects.filter(pk__in=gone).values_list("pk", "path"))
    standing = dict(Node.objects.filter(pk__in=tree.places).values_list("path", "pk"))
    found = {}
    for place_id in gone:
        path = paths.get(place_id, "")
        while path and path not in standing:
            path = path[: -Node.steplen]
        found[place_id] = standing.get(path, tree.roots[0])
    return found
