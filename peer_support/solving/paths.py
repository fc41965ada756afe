"""Solves by successive shortest paths in plain Python, to check the fast solver in tests.

Requests join one after another. Each takes the cheapest way to a free place, which may pass through
people placed before: they move on to another supporter, or are left out. Prices keep every step
from costing less than nothing, so that Dijkstra's search is right (Edmonds and Karp, 1972).
"""

from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np

from peer_support.solving.costs import left_out_costs, pair_costs, place_costs
from peer_support.solving.problem import Problem, Solution, solution

LEFT_OUT = -1  # stands where a supporter's number could: the end of a way without a place


def solve_by_paths(problem: Problem) -> Solution:
    """Return a best solution: the fast solver's figures, though its pairs may be others."""
    board = _board(problem)
    for request in range(len(problem.tiers)):
        _move(board, _search(board, request), request)
    edges = zip(problem.edges.requests.tolist(), problem.edges.supporters.tolist(), strict=True)
    chosen = [nth for nth, (request, there) in enumerate(edges) if board.placed[request] == there]
    return solution(problem, np.array(chosen, np.int64))


@dataclass(slots=True)
class _Board:
    """Who may go where at what cost, who is placed where, and the price of being there."""

    ways: list[dict[int, int]]  # by request: what each supporter, or LEFT_OUT, costs
    free: list[list[int]]  # by supporter: what free places cost, dearest first
    cases: list[set[int]]  # by supporter: the requests placed with them
    prices: list[int]  # by supporter; that of being left out is always 0
    request_prices: list[int]
    placed: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Ways:
    """How far each supporter is from a newcomer, who would move there, and where that ends."""

    far: dict[int, int] = field(default_factory=dict)
    mover: dict[int, int] = field(default_factory=dict)
    settled: list[int] = field(default_factory=list)
    end: int = LEFT_OUT
    length: int = 0


def _board(problem: Problem) -> _Board:
    ways = [{LEFT_OUT: cost} for cost in left_out_costs(problem).tolist()]
    edges = problem.edges
    for request, supporter, cost in zip(
        edges.requests.tolist(),
        edges.supporters.tolist(),
        pair_costs(problem).tolist(),
        strict=True,
    ):
        ways[request][supporter] = cost
    supporters = len(problem.places)
    free: list[list[int]] = [[] for _ in range(supporters)]
    owners, costs = place_costs(problem)
    for owner, cost in zip(owners.tolist()[::-1], costs.tolist()[::-1], strict=True):
        free[owner].append(cost)
    return _Board(ways, free, [set() for _ in free], [0] * supporters, [0] * len(ways))


def _search(board: _Board, newcomer: int) -> _Ways:
    """Return the shortest way from the newcomer to any free place, or to being left out."""
    near: list[tuple[int, int]] = []
    board.request_prices[newcomer] = max(
        (0 if there == LEFT_OUT else board.prices[there]) - cost
        for there, cost in board.ways[newcomer].items()
    )
    found = _Ways({}, {LEFT_OUT: newcomer}, length=_left_out(board, newcomer, 0))
    _look_around(board, found, near, newcomer, 0)
    while near and near[0][0] < found.length:
        far, supporter = heappop(near)
        if far > found.far[supporter]:
            continue
        found.settled.append(supporter)
        if board.free[supporter]:
            length = far + board.free[supporter][-1] + board.prices[supporter]
            if length < found.length:
                found.length, found.end = length, supporter
        for request in sorted(board.cases[supporter]):
            _look_around(board, found, near, request, far)
    return found


def _look_around(
    board: _Board, found: _Ways, near: list[tuple[int, int]], request: int, far: int
) -> None:
    """Note where a request could move to that stands this far from the newcomer."""
    out = _left_out(board, request, far)
    if out < found.length:
        found.length, found.end = out, LEFT_OUT
        found.mover[LEFT_OUT] = request
    start = far + board.request_prices[request]
    for there, cost in board.ways[request].items():
        if there == LEFT_OUT:
            continue
        length = start + cost - board.prices[there]
        if length < found.far.get(there, found.length):
            found.far[there] = length
            found.mover[there] = request
            heappush(near, (length, there))


def _left_out(board: _Board, request: int, far: int) -> int:
    return far + board.request_prices[request] + board.ways[request][LEFT_OUT]


def _move(board: _Board, found: _Ways, newcomer: int) -> None:
    """Let everybody on the way move on by one, after bringing the prices up to date."""
    board.request_prices[newcomer] -= found.length
    for supporter in found.settled:
        nearer = found.far[supporter] - found.length
        board.prices[supporter] += nearer
        for request in board.cases[supporter]:
            board.request_prices[request] += nearer
    there = found.end
    if there != LEFT_OUT:
        board.free[there].pop()
    while True:
        request = found.mover[there]
        before = board.placed.get(request)
        board.placed[request] = there
        if there != LEFT_OUT:
            board.cases[there].add(request)
        if before is None:
            return
        board.cases[before].remove(request)
        there = before
