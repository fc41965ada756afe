"""How far scores usually lie apart in a force: the s of a figure's interval. Pure.

Pooled over a whole force and rounded, so that it says nothing of one group.
"""

from collections.abc import Iterable, Mapping
from math import fsum, sqrt

from disclosure.figures import Contribution
from disclosure.tree import Tree

USUAL = 25
SMALLEST, GREATEST, STEP = 10, 30, 5
# A small spread bounds how far anybody is from the mean: of 30 people at "10", nobody would be
# further than 66 points. Of 200, two colluders and a third may still be a whole scale away from
# all others: 3 x 197/200 x 100² is less than 12.5² x 199.
LEAST_FOR_SPREAD = 200


def spreads(tree: Tree, contributions: Iterable[Contribution]) -> dict[int, int]:
    """Return the standard deviation (points of 0-100, in steps of 5) to use at each place.

    A force's own from LEAST_FOR_SPREAD contributors on; above, those of the forces below pooled.
    """
    forces = tree.forces()
    scores: dict[int, list[float]] = {}
    for one in contributions:
        if one.place_id in forces:
            scores.setdefault(forces[one.place_id], []).append(one.score)
    parts = {
        force: _squares(values)
        for force, values in scores.items()
        if len(values) >= LEAST_FOR_SPREAD
    }
    above = _pooled(tree, parts)
    return {place_id: _rounded(*above[forces.get(place_id, place_id)]) for place_id in tree.order}


def _squares(scores: list[float]) -> tuple[float, int]:
    """Return the sum of squared distances from the mean, and its degrees of freedom."""
    mean = fsum(scores) / len(scores)
    return fsum((score - mean) ** 2 for score in scores), len(scores) - 1


def _pooled(tree: Tree, parts: Mapping[int, tuple[float, int]]) -> dict[int, tuple[float, int]]:
    found = {place_id: parts.get(place_id, (0.0, 0)) for place_id in tree.order}
    for place_id in reversed(tree.order):
        parent_id = tree.parent(place_id)
        if parent_id is not None:
            squares, freedom = found[parent_id]
            found[parent_id] = squares + found[place_id][0], freedom + found[place_id][1]
    return found


def _rounded(squares: float, freedom: int) -> int:
    if freedom == 0:
        return USUAL
    nearest = STEP * int(sqrt(squares / freedom) / STEP + 0.5)
    return min(max(nearest, SMALLEST), GREATEST)
