"""Solves with OR-Tools' min-cost flow: exact in whole numbers, and quick enough for a nation."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from peer_support.solving.costs import left_out_costs, pair_costs, place_costs
from peer_support.solving.problem import Problem, Solution, UnsolvedError, solution

Nodes = NDArray[np.integer[Any]]


def solve(problem: Problem) -> Solution:
    """Return the best solution; the same problem always gives the same pairs.

    Each request sends one unit to the one sink: through a supporter's free place, or directly if
    it is left out. Raises UnsolvedError if there is no proof that the result is the best.
    """
    requests, supporters = len(problem.tiers), len(problem.places)
    if not len(problem.edges):
        return solution(problem, np.zeros(0, np.int64))
    sink = requests + supporters
    network = SimpleMinCostFlow()
    _add(network, problem.edges.requests, problem.edges.supporters + requests, pair_costs(problem))
    owners, costs = place_costs(problem)
    _add(network, owners + requests, np.full(len(owners), sink), costs)
    _add(network, np.arange(requests), np.full(requests, sink), left_out_costs(problem))
    network.set_nodes_supplies(np.arange(requests, dtype=np.int32), np.ones(requests, np.int64))
    network.set_node_supply(sink, -requests)
    status = network.solve()
    if status != network.OPTIMAL:
        raise UnsolvedError(f"The flow solver ended with {status.name}.")
    used = network.flows(np.arange(len(problem.edges), dtype=np.int32))
    return solution(problem, np.flatnonzero(used))


def _add(network: SimpleMinCostFlow, tails: Nodes, heads: Nodes, costs: NDArray[np.int64]) -> None:
    """Add arcs that one unit may pass, all at once: one by one takes longer than solving."""
    network.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), np.ones(len(tails), np.int64), costs
    )
