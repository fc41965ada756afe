"""Decides from the top down, by counts only, which places get a figure (HOW_WE_KNOW.md, step 2).

Pure. A score never decides what is published: a choice that depends on scores would tell them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from disclosure.counting import Counts
from disclosure.threshold import ROOM_FOR_DOUBT, threshold
from disclosure.tree import Tree


@dataclass(frozen=True, slots=True)
class Needs:
    """How many people a figure needs: direct of each place's own people, whole of all below too."""

    direct: Mapping[int, int]
    whole: Mapping[int, int]


def is_safe(contributors: int, members: int, least: int) -> bool:
    """Tell whether the sum over a group of people may be worked out by a reader.

    A group that could have fewer than least + 2 people is never alone, whether or not anybody
    in it took part: otherwise a figure would come and go with the one person who did.
    """
    if members == 0:
        return True
    if members < least + ROOM_FOR_DOUBT:
        return False
    return contributors == 0 or contributors >= least


def needs(
    tree: Tree, members: Mapping[int, int], raised: Mapping[int, int], least: int = 0
) -> Needs:
    """Return what each place needs where forces (by place id) raised the number of people.

    A place above a force needs as many as the most careful force in it, because its figure may
    be of that force alone. Never below LEAST_PEOPLE, whatever raised and least say.
    """
    forces = tree.forces()
    direct = {
        place_id: threshold(max(least, raised.get(forces.get(place_id, 0), 0)))
        for place_id in tree.order
    }
    whole = dict(direct)
    for place_id in reversed(tree.order):
        parent_id = tree.parent(place_id)
        if parent_id is not None and members[place_id]:
            whole[parent_id] = max(whole[parent_id], whole[place_id])
    return Needs(direct, whole)


def choose(
    tree: Tree, counts: Counts, wanted: Needs, candidates: Collection[int] | None = None
) -> frozenset[int]:
    """Return the places to publish; candidates limits them (None: all places)."""
    allowed = tree.places if candidates is None else candidates
    published: list[int] = _standing(tree.roots, counts, wanted, allowed)
    for parent_id in published:  # grows while it is read: level after level
        children = _standing(tree.children[parent_id], counts, wanted, allowed)
        published.extend(_with_safe_rest(tree, parent_id, children, counts, wanted))
    return frozenset(published)


def _standing(
    places: Iterable[int], counts: Counts, wanted: Needs, allowed: Collection[int]
) -> list[int]:
    """Return those places that have enough people to be looked at alone, smallest first."""
    found = [
        place
        for place in places
        if place in allowed
        and counts.contributors[place]
        and is_safe(counts.contributors[place], counts.members[place], wanted.whole[place])
    ]
    return sorted(found, key=lambda place: (counts.contributors[place], place))


def _with_safe_rest(
    tree: Tree, parent_id: int, children: list[int], counts: Counts, wanted: Needs
) -> list[int]:
    """Drop the smallest children until what the others leave of their parent is safe."""
    standing = set(children)
    hidden = [child for child in tree.children[parent_id] if child not in standing]
    contributors = counts.contributors[parent_id] - sum(counts.contributors[i] for i in children)
    members = counts.members[parent_id] - sum(counts.members[i] for i in children)
    inside = [wanted.whole[child] for child in hidden if counts.members[child]]
    least = max([wanted.direct[parent_id], *inside])
    for position, smallest in enumerate(children):
        if is_safe(contributors, members, least):
            return children[position:]
        contributors += counts.contributors[smallest]
        members += counts.members[smallest]
        least = max(least, wanted.whole[smallest])
    return []
