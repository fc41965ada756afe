"""Compares the figures of roles with the figures of places, which cut the same people twice.

If one role in a force were exactly a published team and one more person, the difference of both
figures would be that person, hidden by two draws of noise only; and over the months noise averages
out. So wherever some roles and some places can be subtracted, enough people must be left.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from disclosure.auditing.atoms import rebuild_atoms
from disclosure.auditing.evidence import Evidence, NarrowedError

# How many people of a role's atom are in each atom of the places.
Spread = Mapping[int, int]


def audit_together(overall: Evidence, roles: Sequence[Evidence]) -> None:
    """Raise NarrowedError where figures of roles and of places differ by 1 to least - 1 people.

    All are of one measure and month; overall.least is how many must be left. Each is expected to
    have passed ``audit`` alone. Tried are all sets of roles published of one place, against the
    places that touch them and the places that lie wholly within them.
    """
    atoms = rebuild_atoms(overall)
    sizes = {place_id: atom.people for place_id, atom in atoms.by_place.items()}
    for place_id, spreads in _by_place(roles, atoms.published_above).items():
        for chosen in _subsets(list(spreads)):
            _refuse_small_rests(overall, place_id, chosen, _merged(spreads, chosen), sizes)


def _by_place(
    roles: Sequence[Evidence], published_above: Mapping[int, int | None]
) -> Mapping[int, Mapping[str, Spread]]:
    """Return, for each place that roles are published of, each role's spread over the atoms."""
    found: dict[int, dict[str, Spread]] = defaultdict(dict)
    for evidence in roles:
        for place_id, atom in rebuild_atoms(evidence).by_place.items():
            spread: dict[int, int] = defaultdict(int)
            for counted_at, number in atom.counted.items():
                if (above := published_above[counted_at]) is not None:
                    spread[above] += number
            if spread:
                found[place_id][evidence.role] = spread
    return found


def _subsets(roles: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(roles) + 1):
        yield from combinations(sorted(roles), size)


def _merged(spreads: Mapping[str, Spread], chosen: tuple[str, ...]) -> Spread:
    together: dict[int, int] = defaultdict(int)
    for role in chosen:
        for atom_id, number in spreads[role].items():
            together[atom_id] += number
    return together


def _refuse_small_rests(
    overall: Evidence,
    place_id: int,
    chosen: tuple[str, ...],
    spread: Spread,
    sizes: Mapping[int, int],
) -> None:
    people = sum(spread.values())
    within = sum(number for atom_id, number in spread.items() if number == sizes[atom_id])
    touched = sum(sizes[atom_id] for atom_id in spread)
    for rest in (people - within, touched - people):
        if 0 < rest < overall.least:
            reason = f"compared with the figures of places, leaves {rest} people"
            raise NarrowedError(overall.measure, " and ".join(chosen), place_id, reason)
