"""Takes back figures of roles that could be compared with figures of places. Pure.

Roles and places cut the same people twice. So wherever some published roles and some published
places can be subtracted from each other, nobody or enough people must be left.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from disclosure.atoms import owners
from disclosure.choosing import Needs, is_safe
from disclosure.counting import Counts
from disclosure.figures import Contribution
from disclosure.tree import Tree

# Every combination of roles is looked at, so their number is kept small: 2^6 combinations.
MOST_ROLES = 6


@dataclass(frozen=True, slots=True)
class Everyone:
    """The figures of places that roles are compared with: what was chosen, by which counts."""

    published: frozenset[int]
    counts: Counts
    wanted: Needs
    raised: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """The people of one role, their counts, and where a figure of them is published."""

    role: str
    contributions: Sequence[Contribution]
    counts: Counts
    published: frozenset[int]


# How many people of a role's atom are in each atom of places, by the role's published place.
Spans = Mapping[int, Mapping[int, int]]


def settle(tree: Tree, groups: Sequence[RoleGroup], everyone: Everyone) -> tuple[RoleGroup, ...]:
    """Return the groups with only those published places that nothing can be learned from."""
    settling = _Settling(tree, groups, everyone)
    places = {place for group in groups for place in group.published}
    pending = [place for place in reversed(tree.order) if place in places]
    while pending:
        place_id = pending.pop(0)
        for role in settling.faults(place_id):
            changed = settling.take_back(role, place_id)
            pending.extend(place for place in changed if place not in pending)
    return settling.groups()


class _Settling:
    """The groups while figures are taken back; each step only takes away."""

    def __init__(self, tree: Tree, groups: Sequence[RoleGroup], everyone: Everyone) -> None:
        self.tree = tree
        self.everyone = everyone
        self.by_role = {group.role: group for group in groups}
        self.atom_of = owners(tree, everyone.published)
        self.sizes: Counter[int] = Counter()
        for place_id, number in everyone.counts.direct_contributors.items():
            if place_id in self.atom_of:
                self.sizes[self.atom_of[place_id]] += number
        self.spans = {group.role: self._span(group) for group in groups}

    def groups(self) -> tuple[RoleGroup, ...]:
        return tuple(self.by_role[role] for role in sorted(self.by_role))

    def faults(self, place_id: int) -> Iterator[str]:
        """Yield the roles to take back here, one after the other, until nothing is wrong."""
        while (role := self._fault(self._published_at(place_id), place_id)) is not None:
            yield role

    def take_back(self, role: str, place_id: int) -> list[int]:
        """Unpublish the role here and below; return the places that must be looked at again."""
        group = self.by_role[role]
        gone = {place for place in group.published if place_id in self._line(place)}
        self.by_role[role] = replace(group, published=group.published - gone)
        self.spans[role] = self._span(self.by_role[role])
        changed = gone | set(self._line(place_id))
        return [place for place in reversed(self.tree.order) if place in changed]

    def _published_at(self, place_id: int) -> list[str]:
        """Return the roles with a figure here, those with the fewest people first."""
        here = [role for role, group in self.by_role.items() if place_id in group.published]
        return sorted(here, key=lambda role: (self._people(role, place_id), role))

    def _people(self, role: str, place_id: int) -> int:
        return self.by_role[role].counts.contributors[place_id]

    def _fault(self, roles: Sequence[str], place_id: int) -> str | None:
        if not roles:
            return None
        if len(roles) > MOST_ROLES or not self._others_are_safe(roles, place_id):
            return roles[0]
        spans = [self.spans[role].get(place_id, Counter()) for role in roles]
        for size in range(1, len(roles) + 1):
            for chosen in combinations(range(len(roles)), size):
                if not self._can_stand_beside_places(place_id, [spans[i] for i in chosen]):
                    return roles[chosen[0]]
        return None

    def _others_are_safe(self, roles: Sequence[str], place_id: int) -> bool:
        """Look at the people here who are of no published role."""
        counts, groups = self.everyone.counts, [self.by_role[role] for role in roles]
        contributors = sum(group.counts.contributors[place_id] for group in groups)
        members = sum(group.counts.members[place_id] for group in groups)
        return is_safe(
            counts.contributors[place_id] - contributors,
            counts.members[place_id] - members,
            self.everyone.wanted.whole[place_id],
        )

    def _can_stand_beside_places(self, place_id: int, spans: Sequence[Mapping[int, int]]) -> bool:
        """Look at who is left of the roles beside whole atoms, and of touched atoms beside them."""
        together: Counter[int] = Counter()
        for span in spans:
            together.update(span)
        people = together.total()
        whole = sum(number for atom, number in together.items() if number == self.sizes[atom])
        touched = sum(self.sizes[atom] for atom in together)
        least = self.everyone.wanted.whole[place_id]
        return all(rest == 0 or rest >= least for rest in (people - whole, touched - people))

    def _span(self, group: RoleGroup) -> dict[int, Counter[int]]:
        if not group.published:
            return {}
        own = owners(self.tree, group.published)
        found: dict[int, Counter[int]] = {}
        for place_id, number in group.counts.direct_contributors.items():
            if place_id in own:
                found.setdefault(own[place_id], Counter())[self.atom_of[place_id]] += number
        return found

    def _line(self, place_id: int) -> Iterator[int]:
        """Yield the place and all above it."""
        here: int | None = place_id
        while here is not None:
            yield here
            here = self.tree.parent(here)
