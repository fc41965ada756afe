"""What is to be solved and what came out, small enough for millions of possible pairs.

Requests and supporters are numbered from 0; whoever calls keeps the ids. A pair that a hard rule
forbids is no edge, so no solver can ever make it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

TIERS = 3  # urgent, past its target, routine
BEST_FIT = 1000
MOST = 2**31 - 1  # what a number of a request or a supporter can be

Numbers = NDArray[np.int32]
Positions = NDArray[np.int64]


class UnsolvableError(ValueError):
    """The problem contradicts itself or the rules; the message names the fault."""


class UnsolvedError(RuntimeError):
    """The solver gave no optimum, or one that breaks the rules; nothing of it may be used."""


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Pairs that may be made, as three arrays of one length, rising by request, then supporter."""

    requests: Numbers
    supporters: Numbers
    fits: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.requests)


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """``tiers`` by request (0 first); ``places`` in all and cases ``held``, by supporter.

    ``load_penalty[k]`` is what holding a further case costs a supporter who holds k already;
    beyond the list each costs as much as the last. Raises UnsolvableError.
    """

    tiers: Sequence[int]
    places: Sequence[int]
    held: Sequence[int]
    edges: Edges
    load_penalty: Sequence[int]

    def __post_init__(self) -> None:
        _check_people(self)
        _check_penalties(self.load_penalty)
        _check_edges(self)

    def free(self) -> Positions:
        """Return the free places by supporter; none where the load is above what was lowered."""
        return np.maximum(np.asarray(self.places, np.int64) - np.asarray(self.held, np.int64), 0)

    def penalties(self) -> Positions:
        """Return what each further case costs, long enough for the most places of anyone."""
        missing = max(self.places, default=0) - len(self.load_penalty)
        return np.asarray([*self.load_penalty, *[self.load_penalty[-1]] * missing], np.int64)


@dataclass(frozen=True, slots=True)
class Solution:
    """Pairs (request, supporter) rising; people placed by tier; fits less load penalties."""

    pairs: tuple[tuple[int, int], ...]
    by_tier: tuple[int, ...]
    net_score: int


def sorted_edges(edges: Iterable[tuple[int, int, int]]) -> Edges:
    """Return (request, supporter, fit) in the one order that solvers take, whatever order came."""
    return edges_of(np.fromiter(edges, np.dtype((np.int64, 3))))


def edges_of(rows: NDArray[np.int64]) -> Edges:
    """Return the same from rows of three. Raises UnsolvableError for numbers that no edge has."""
    _check_fits(rows[:, 2])
    if (np.abs(rows[:, :2]) > MOST).any():
        raise UnsolvableError(f"An edge names a number above {MOST}.")
    requests, supporters = rows[:, 0].astype(np.int32), rows[:, 1].astype(np.int32)
    order = np.lexsort((supporters, requests))
    return Edges(requests[order], supporters[order], rows[:, 2].astype(np.int16)[order])


def solution(problem: Problem, chosen: Positions) -> Solution:
    """Return what the chosen edges (their positions) come to, counted from the edges themselves.

    Raises UnsolvedError where a request is placed twice or a supporter above the free places:
    a solver's word is not enough for that.
    """
    requests = problem.edges.requests[chosen]
    supporters = problem.edges.supporters[chosen]
    taken = np.bincount(supporters, minlength=len(problem.places))
    if len(np.unique(requests)) < len(requests) or (taken > problem.free()).any():
        raise UnsolvedError("The solver placed a request twice, or more than a supporter can take.")
    by_tier = np.bincount(np.asarray(problem.tiers, np.int64)[requests], minlength=TIERS)
    fits = int(problem.edges.fits[chosen].sum(dtype=np.int64))
    pairs = sorted(zip(requests.tolist(), supporters.tolist(), strict=True))
    return Solution(tuple(pairs), tuple(by_tier.tolist()), fits - _load(problem, taken))


def _load(problem: Problem, taken: Positions) -> int:
    """Return the penalties of the places taken on top of what each supporter held."""
    up_to = np.concatenate([[0], np.cumsum(problem.penalties())])
    busy = np.flatnonzero(taken)
    held = np.asarray(problem.held, np.int64)[busy]
    return int((up_to[held + taken[busy]] - up_to[held]).sum())


def _check_people(problem: Problem) -> None:
    if len(problem.places) != len(problem.held):
        raise UnsolvableError(
            f"There are {len(problem.places)} supporters with places and {len(problem.held)} "
            "with cases held."
        )
    for request, tier in enumerate(problem.tiers):
        if not 0 <= tier < TIERS:
            raise UnsolvableError(f"Request {request} has tier {tier}; tiers are 0, 1 and 2.")
    for name, numbers in (("places", problem.places), ("cases held", problem.held)):
        for supporter, number in enumerate(numbers):
            if number < 0:
                raise UnsolvableError(f"Supporter {supporter} has {number} {name}.")


def _check_penalties(penalties: Sequence[int]) -> None:
    """A flow fills the cheapest place first, so it is right only if later places cost no less."""
    if not penalties or penalties[0] < 0:
        raise UnsolvableError("The load penalties must be a list of whole numbers from 0.")
    if any(later < earlier for earlier, later in pairwise(penalties)):
        raise UnsolvableError(
            f"The load penalties {list(penalties)} fall; each must be at least the one before."
        )


def _check_edges(problem: Problem) -> None:
    edges = problem.edges
    if not len(edges.requests) == len(edges.supporters) == len(edges.fits):
        raise UnsolvableError("Requests, supporters and fits of the edges differ in number.")
    if not len(edges):
        return
    _check_known("request", edges.requests, len(problem.tiers))
    _check_known("supporter", edges.supporters, len(problem.places))
    _check_fits(edges.fits)
    keys = edges.requests.astype(np.int64) * len(problem.places) + edges.supporters
    steps = np.diff(keys)
    if (steps == 0).any():
        twice = int(np.flatnonzero(steps == 0)[0])
        pair = f"({edges.requests[twice]}, {edges.supporters[twice]})"
        raise UnsolvableError(f"The pair {pair} is given twice.")
    if (steps < 0).any():
        raise UnsolvableError("The edges must rise by request, then supporter.")


def _check_known(name: str, numbers: Numbers, known: int) -> None:
    strange = numbers[(numbers < 0) | (numbers >= known)]
    if len(strange):
        raise UnsolvableError(f"An edge names {name} {strange[0]}, but there are {known}.")


def _check_fits(fits: NDArray[np.integer[Any]]) -> None:
    strange = fits[(fits < 0) | (fits > BEST_FIT)]
    if len(strange):
        raise UnsolvableError(f"An edge has fit {strange[0]}; fits are 0 to {BEST_FIT}.")
