"""Turns the order of what matters into one whole number to be made least (section 4).

Nobody placed earlier can be bought with fit: leaving one request out costs more than all fits and
penalties together. That urgency needs no more than a multiple of it (3, 2, 1) and still comes first
holds because the sets that can be placed together form a transversal matroid: whoever is urgent
takes the place of a routine request where need be, and never two for one.
"""

import numpy as np
from numpy.typing import NDArray

from peer_support.solving.problem import BEST_FIT, TIERS, Positions, Problem


def pair_costs(problem: Problem) -> NDArray[np.int64]:
    """Return by edge what making the pair costs: the less, the better it fits."""
    return BEST_FIT - problem.edges.fits.astype(np.int64)


def left_out_costs(problem: Problem) -> NDArray[np.int64]:
    """Return by request what not placing it costs."""
    highest = BEST_FIT + int(problem.load_penalty[-1])
    barrier = len(problem.tiers) * highest + 1
    return (TIERS - np.asarray(problem.tiers, np.int64)) * barrier + BEST_FIT


def place_costs(problem: Problem) -> tuple[Positions, Positions]:
    """Return every free place: whose it is and what taking it costs, cheapest first."""
    free = problem.free()
    supporters = np.repeat(np.arange(len(free)), free)
    first = np.repeat(np.cumsum(free) - free, free)
    nth = np.repeat(np.asarray(problem.held, np.int64), free) + np.arange(len(first)) - first
    return supporters, problem.penalties()[nth]
