"""Proves a solution to be the best one without asking the solver that found it.

A way of placing people is the best one exactly if nobody could be moved around in a circle, through
places, supporters and being left out, that costs less than nothing (Klein, 1967). Distances that
stop getting shorter (Bellman and Ford) prove that there is no such circle.
"""

from dataclasses import dataclass

import numpy as np

from peer_support.solving import Problem, Solution
from peer_support.solving.costs import left_out_costs, pair_costs
from peer_support.solving.problem import Positions

NO_WAY = 2**60


@dataclass(frozen=True, slots=True)
class _Steps:
    """What each step costs; requests stand where they are placed, or with those left out."""

    partner: Positions  # by request: supporter, or the number after the last for left out
    leaving: Positions  # by request: what giving its place up brings
    left_out: Positions
    to_place: Positions  # by supporter: cost of the next free place, or NO_WAY
    from_place: Positions  # by supporter: what the dearest taken place brings, or NO_WAY
    edges: Positions  # positions, by supporter
    first: Positions  # where in these each supporter starts who has any
    costs: Positions


def is_best(problem: Problem, found: Solution) -> bool:
    """Tell whether no other way of placing people is better, by tiers first and points after."""
    steps = _steps(problem, found)
    supporters = len(problem.places)
    far = np.zeros(supporters + 1, np.int64)  # the last one is the end of all ways
    with_any = np.unique(problem.edges.supporters)
    asking = problem.edges.requests[steps.edges]
    for _round in range(2 * len(problem.tiers) + supporters + 2):
        here = far[steps.partner] + steps.leaving
        nearer = far.copy()
        if len(asking):
            reached = np.minimum.reduceat(here[asking] + steps.costs, steps.first)
            nearer[with_any] = np.minimum(nearer[with_any], reached)
        nearer[:-1] = np.minimum(nearer[:-1], far[-1] + steps.from_place)
        ends = [nearer[-1:], nearer[:-1] + steps.to_place, here + steps.left_out]
        nearer[-1] = np.concatenate(ends).min()
        if (nearer == far).all():
            return True
        far = nearer
    return False


def _steps(problem: Problem, found: Solution) -> _Steps:
    edges, supporters = problem.edges, len(problem.places)
    keys = edges.requests.astype(np.int64) * supporters + edges.supporters
    pairs = np.array(found.pairs, np.int64).reshape(-1, 2)
    used = np.searchsorted(keys, pairs[:, 0] * supporters + pairs[:, 1])
    costs, out = pair_costs(problem), left_out_costs(problem)
    partner, leaving = np.full(len(out), supporters), -out
    partner[pairs[:, 0]], leaving[pairs[:, 0]] = pairs[:, 1], -costs[used]
    taken = np.bincount(pairs[:, 1], minlength=supporters)
    penalties, held = problem.penalties(), np.asarray(problem.held, np.int64)
    last = len(penalties) - 1
    by_supporter = np.argsort(edges.supporters, kind="stable")
    return _Steps(
        partner=partner,
        leaving=leaving,
        left_out=out,
        to_place=np.where(
            taken < problem.free(), penalties[np.minimum(held + taken, last)], NO_WAY
        ),
        from_place=np.where(taken > 0, -penalties[np.clip(held + taken - 1, 0, last)], NO_WAY),
        edges=by_supporter,
        first=np.unique(edges.supporters[by_supporter], return_index=True)[1],
        costs=costs[by_supporter],
    )
