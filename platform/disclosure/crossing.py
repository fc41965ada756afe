"""Takes back figures of roles that could be compared with figures of places. Pure.

Roles and places cut the same people twice. So wherever some published roles and some published
places can be subtracted from each other, nobody or enough people must be left; also where the
roles are published of different places, one of a force and one of its region.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
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
        self.beside = {group.role: self._by_atom(group) for group in groups}
        self.looked_up: dict[tuple[int, frozenset[str], int], int] = {}
        self._draw_map({place for group in groups for place in group.published})

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
        self.looked_up.clear()
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
        least = self.everyone.wanted.whole[place_id]
        for size in range(1, len(roles) + 1):
            for chosen in combinations(roles, size):
                # Bit 0 stands for nobody left, which says nothing.
                if self._rests(place_id, frozenset(chosen), least) > 1:
                    return chosen[0]
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

    def _rests(self, place_id: int, taken: frozenset[str], least: int) -> int:
        """Return how many people can be left over here and below, as bits; least and more are not.

        taken: the roles whose figures, at this place or above, are taken. Whoever compares may
        take any figures of roles below as well, and each atom of places or not.
        """
        key = (place_id, taken, least)
        if key not in self.looked_up:
            found = self._rest_here(place_id, taken, least)
            for below in self.below[place_id]:
                found = _sums(found, self._rests_of_any(below, taken, least), least)
            self.looked_up[key] = found
        return self.looked_up[key]

    def _rests_of_any(self, place_id: int, taken: frozenset[str], least: int) -> int:
        """Do the same for every choice of the roles that have a figure of their own here."""
        own = self._published_at(place_id)
        found = 0
        for size in range(len(own) + 1):
            for chosen in combinations(own, size):
                found |= self._rests(place_id, taken.difference(own).union(chosen), least)
        return found

    def _rest_here(self, place_id: int, taken: frozenset[str], least: int) -> int:
        """Of each atom, the people of the roles taken are left, or all others: the fewer."""
        total = 0
        for atom_id in self.atoms[place_id]:
            inside = sum(self.beside[role][atom_id] for role in taken)
            total += min(inside, self.sizes[atom_id] - inside)
            if total >= least:
                return 0
        return 1 << total

    def _draw_map(self, places: Set[int]) -> None:
        """Note which atoms of places, and which smaller places with roles, belong to each place."""
        self.atoms: dict[int, list[int]] = {place_id: [] for place_id in places}
        self.below: dict[int, list[int]] = {place_id: [] for place_id in places}
        for atom_id in self.sizes:
            home = next((above for above in self._line(atom_id) if above in places), None)
            if home is not None:
                self.atoms[home].append(atom_id)
        for place_id in places:
            parent_id = self.tree.parent(place_id)
            if parent_id is not None and parent_id in places:
                self.below[parent_id].append(place_id)

    def _by_atom(self, group: RoleGroup) -> "Counter[int]":
        found: Counter[int] = Counter()
        for place_id, number in group.counts.direct_contributors.items():
            if place_id in self.atom_of:
                found[self.atom_of[place_id]] += number
        return found

    def _line(self, place_id: int) -> Iterator[int]:
        """Yield the place and all above it."""
        here: int | None = place_id
        while here is not None:
            yield here
            here = self.tree.parent(here)


def _sums(one: int, other: int, least: int) -> int:
    """Return every sum of a number of one and a number of the other, as bits below least."""
    found = 0
    for number in range(one.bit_length()):
        if one >> number & 1:
            found |= other << number
    return found & ((1 << least) - 1)
