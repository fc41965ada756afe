"""Divides the people who took part into atoms: a published place without its published children.

Pure. Every contributor below a published place is in exactly one atom (HOW_WE_KNOW.md, step 3).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from disclosure.figures import Contribution
from disclosure.tree import Tree


@dataclass(frozen=True, slots=True)
class Atom:
    """The people of one atom, sorted by ref; total is the exact sum of their scores (0-100 each).

    members counts everyone who could have taken part.
    """

    place_id: int
    refs: tuple[str, ...]
    total: float
    members: int
    bands: Mapping[str, int]

    @property
    def people(self) -> int:
        """Return how many took part."""
        return len(self.refs)


def owners(tree: Tree, published: Collection[int]) -> dict[int, int]:
    """Return the nearest published place at or above each place that has one."""
    found: dict[int, int] = {}
    for place_id in tree.order:
        parent_id = tree.parent(place_id)
        if place_id in published:
            found[place_id] = place_id
        elif parent_id in found:
            found[place_id] = found[parent_id]
    return found


def split(
    tree: Tree,
    published: Collection[int],
    contributions: Iterable[Contribution],
    direct_members: Mapping[int, int],
) -> tuple[Atom, ...]:
    """Return the atoms with people in them, by place in the tree's order."""
    owner = owners(tree, published)
    people: dict[int, list[Contribution]] = {}
    for contribution in contributions:
        atom_id = owner.get(contribution.place_id)
        if atom_id is not None:
            people.setdefault(atom_id, []).append(contribution)
    members: dict[int, int] = {}
    for place_id, number in direct_members.items():
        if place_id in owner:
            members[owner[place_id]] = members.get(owner[place_id], 0) + number
    return tuple(_atom(i, people[i], members[i]) for i in tree.order if i in people)


def _atom(place_id: int, people: list[Contribution], members: int) -> Atom:
    bands: dict[str, int] = {}
    for one in people:
        bands[one.band] = bands.get(one.band, 0) + 1
    return Atom(
        place_id=place_id,
        refs=tuple(sorted(one.ref for one in people)),
        # Exact whatever the order, so that the same people give the same sum to the last bit.
        total=fsum(one.score for one in people),
        members=members,
        bands=bands,
    )
