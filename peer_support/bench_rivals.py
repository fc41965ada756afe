"""What else could match people, to be measured beside the solver: greedy, and one dense table."""

import numpy as np
from ortools.graph.python.linear_sum_assignment import (
    SimpleLinearSumAssignment,
)

from peer_support.solving import Problem, Solution
from peer_support.solving.costs import left_out_costs, pair_costs, place_costs
from peer_support.solving.problem import solution


def solve_greedily(problem: Problem) -> Solution:
    """Give each request, urgent ones first, the supporter who is best of those still free."""
    edges, free, penalties = problem.edges, problem.free(), problem.penalties()
    held = np.asarray(problem.held, np.int64)
    starts = np.searchsorted(edges.requests, np.arange(len(problem.tiers) + 1))
    chosen = []
    for request in np.argsort(problem.tiers, kind="stable").tolist():
        first, last = starts[request], starts[request + 1]
        open_to = first + np.flatnonzero(free[edges.supporters[first:last]])
        if not len(open_to):
            continue
        whom = edges.supporters[open_to]
        best = int(np.argmax(edges.fits[open_to] - penalties[held[whom]]))
        chosen.append(open_to[best])
        free[whom[best]] -= 1
        held[whom[best]] += 1
    return solution(problem, np.array(chosen, np.int64))


def solve_densely(problem: Problem) -> Solution:
    """Solve a square table of every request and every place, with OR-Tools' assignment.

    Exact too: a pair that may not be made costs what leaving the request out costs.
    """
    owners, place = place_costs(problem)
    requests, places = len(problem.tiers), len(owners)
    size = max(requests, places)
    table = np.zeros((size, size), np.int64)
    table[:requests] = left_out_costs(problem)[:, None]
    by_supporter = np.searchsorted(owners, np.arange(len(problem.places) + 1))
    for request, supporter, cost in zip(
        problem.edges.requests, problem.edges.supporters, pair_costs(problem), strict=True
    ):
        its = slice(by_supporter[supporter], by_supporter[supporter + 1])
        table[request, its] = cost + place[its]
    solver = SimpleLinearSumAssignment()
    rows, columns = (side.ravel().astype(np.int32) for side in np.indices(table.shape))
    solver.add_arcs_with_cost(rows, columns, table.ravel())
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("The dense assignment found no optimum.")
    taken = [solver.right_mate(request) for request in range(requests)]
    pairs = {(i, int(owners[place])) for i, place in enumerate(taken) if place < places}
    edges = zip(problem.edges.requests.tolist(), problem.edges.supporters.tolist(), strict=True)
    return solution(problem, np.array([n for n, pair in enumerate(edges) if pair in pairs], int))
