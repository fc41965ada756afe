"""Which safeguarding leads a concern comes to, and who may agree to an opening. Pure.

It comes to the leads of the force where the supporter works: the place tells nothing of who raised
it. Whoever is one of the pair is never among them; where that leaves nobody, it goes to the leads
of the region, and then to those of all forces.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lead:
    """One safeguarding lead: person_id, their pseudonym at concerns, and their force's path."""

    person_id: int
    ref: str
    force_path: str


def nearest_leads(
    leads: Iterable[Lead],
    *,
    force_path: str,
    step: int,
    parties: Collection[str],
    but_not: Collection[int] = (),
) -> frozenset[int]:
    """Return the keys of those nearest to the force who are neither of the pair nor left out.

    step is the number of characters of one level of a path.
    """
    able = [one for one in leads if one.ref not in parties and one.person_id not in but_not]
    for end in range(len(force_path), 0, -step):
        near = {one.person_id for one in able if one.force_path.startswith(force_path[:end])}
        if near:
            return frozenset(near)
    return frozenset()
