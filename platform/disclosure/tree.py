"""The places of one month as a tree: what stands below what, and sums from the bottom up. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from disclosure.figures import Place

FORCE = "force"
# Teams are too small for what is said of how many took part, and roles are looked at from here up.
ROLE_KINDS = frozenset({"force", "region", "nation"})
RESPONSE_KINDS = ROLE_KINDS | {"unit"}


@dataclass(frozen=True, slots=True)
class Tree:
    """Places by id; order has parents before children and is the same for the same places."""

    places: Mapping[int, Place]
    children: Mapping[int, tuple[int, ...]]
    order: tuple[int, ...]

    @property
    def roots(self) -> tuple[int, ...]:
        """Return the places without a place above them."""
        return tuple(place for place in self.order if self.parent(place) is None)

    def parent(self, place_id: int) -> int | None:
        """Return the place above; one that was not open then does not count."""
        parent_id = self.places[place_id].parent_id
        return parent_id if parent_id in self.places else None

    def parents(self) -> dict[int, int | None]:
        """Return the place above each place."""
        return {place_id: self.parent(place_id) for place_id in self.order}

    def sums(self, direct: Mapping[int, int]) -> dict[int, int]:
        """Add up what is counted directly at each place into all places above it."""
        found = {place_id: direct.get(place_id, 0) for place_id in self.order}
        for place_id in reversed(self.order):
            parent_id = self.parent(place_id)
            if parent_id is not None:
                found[parent_id] += found[place_id]
        return found

    def forces(self) -> dict[int, int]:
        """Return the force that each place is or belongs to; places above forces are left out."""
        found: dict[int, int] = {}
        for place_id in self.order:
            parent_id = self.parent(place_id)
            if self.places[place_id].kind == FORCE:
                found[place_id] = place_id
            elif parent_id in found:
                found[place_id] = found[parent_id]
        return found


def plant(places: Iterable[Place]) -> Tree:
    """Make a tree of places in any order; places that name each other in a ring are refused."""
    by_id = {place.id: place for place in sorted(places, key=lambda place: place.id)}
    children: dict[int, list[int]] = {place_id: [] for place_id in by_id}
    order = []
    for place in by_id.values():
        if place.parent_id in children and place.parent_id is not None:
            children[place.parent_id].append(place.id)
        else:
            order.append(place.id)
    for place_id in order:  # grows while it is read: level after level
        order.extend(children[place_id])
    if len(order) != len(by_id):
        raise ValueError("Some places stand below themselves.")
    return Tree(by_id, {place: tuple(below) for place, below in children.items()}, tuple(order))
