"""Compares the figures of roles with the figures of places, which cut the same people twice.

If one role in a force were exactly a published team and one more person, the difference of both
figures would be that person, hidden by two draws of noise only; and over the months noise averages
out. So wherever some roles and some places can be subtracted, enough people must be left: also
where one role is published of a force and the other of its region only.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from disclosure.auditing.atoms import rebuild_atoms
from disclosure.auditing.evidence import Evidence, NarrowedError


@dataclass(frozen=True, slots=True)
class _Table:
    """How many people of each role are in each atom of places, below the place named.

    roles: by place, the roles with a figure of it; below: by place, the places next below it.
    """

    sizes: Mapping[int, int]
    counted: Mapping[int, Mapping[str, int]]
    roles: Mapping[int, tuple[str, ...]]
    atoms: Mapping[int, Sequence[int]]
    below: Mapping[int, Sequence[int]]


def audit_together(overall: Evidence, roles: Sequence[Evidence]) -> None:
    """Raise NarrowedError where figures of roles and of places differ by 1 to least - 1 people.

    All are of one measure and month; overall.least is how many must be left. Each is expected to
    have passed ``audit`` alone. Tried are all sets of roles, each published of any place, against
    all sets of places: of each atom of places, either those inside the roles are left or the rest.
    """
    table = _table(overall, roles)
    seen: dict[tuple[int, frozenset[str]], frozenset[int]] = {}
    for place_id, own in table.roles.items():
        for chosen in _subsets(own):
            rests = _rests(table, place_id, frozenset(chosen), overall.least, seen)
            if few := min(rests - {0}, default=0):
                reason = f"compared with the figures of places, leaves {few} people"
                raise NarrowedError(overall.measure, " and ".join(chosen), place_id, reason)


def _table(overall: Evidence, roles: Sequence[Evidence]) -> _Table:
    rebuilt = rebuild_atoms(overall)
    published: dict[int, list[str]] = defaultdict(list)
    counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for evidence in roles:
        for place_id in rebuild_atoms(evidence).by_place:
            published[place_id].append(evidence.role)
        for place_id, number in evidence.contributors.items():
            if (atom_id := rebuilt.published_above[place_id]) is not None:
                counted[atom_id][evidence.role] += number
    atoms: dict[int, list[int]] = defaultdict(list)
    below: dict[int, list[int]] = defaultdict(list)
    for atom_id in rebuilt.by_place:
        if (home := _nearest(overall, published, atom_id)) is not None:
            atoms[home].append(atom_id)
    for place_id in published:
        parent = overall.parents[place_id]
        if parent is not None and (home := _nearest(overall, published, parent)) is not None:
            below[home].append(place_id)
    return _Table(
        sizes={atom_id: atom.people for atom_id, atom in rebuilt.by_place.items()},
        counted=counted,
        roles={place_id: tuple(sorted(own)) for place_id, own in published.items()},
        atoms=atoms,
        below=below,
    )


def _nearest(overall: Evidence, published: Mapping[int, object], place_id: int) -> int | None:
    here: int | None = place_id
    while here is not None and here not in published:
        here = overall.parents[here]
    return here


def _subsets(roles: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(roles) + 1):
        yield from combinations(roles, size)


def _rests(
    table: _Table,
    place_id: int,
    taken: frozenset[str],
    least: int,
    seen: dict[tuple[int, frozenset[str]], frozenset[int]],
) -> frozenset[int]:
    """Return all numbers of people below least that can be left at the place and below it.

    taken: the roles whose figure that holds the people here is taken.
    """
    if (place_id, taken) not in seen:
        found = {_left(table, place_id, taken, least)} - {least}
        for below in table.below.get(place_id, ()):
            own = table.roles[below]
            parts: set[int] = set()
            for chosen in ((), *_subsets(own)):
                parts |= _rests(table, below, taken - set(own) | set(chosen), least, seen)
            found = {one + other for one, other in product(found, parts) if one + other < least}
        seen[place_id, taken] = frozenset(found)
    return seen[place_id, taken]


def _left(table: _Table, place_id: int, taken: frozenset[str], least: int) -> int:
    """Return how few can be left of the place's own atoms; least if it is that many or more."""
    total = 0
    for atom_id in table.atoms.get(place_id, ()):
        inside = sum(table.counted[atom_id].get(role, 0) for role in taken)
        total += min(inside, table.sizes[atom_id] - inside)
        if total >= least:
            return least
    return total
