"""Opens the file, tells the two forms apart, and gives the solution back in the file's own ids."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from peer_support.solving.files.edges import edges_problem
from peer_support.solving.files.entries import Entry, Id
from peer_support.solving.files.people import people_problem
from peer_support.solving.files.text import parse
from peer_support.solving.problem import Problem, Solution, UnsolvableError


@dataclass(frozen=True, slots=True)
class Task:
    """A problem and the ids of its requests and supporters, both rising."""

    problem: Problem
    requests: Sequence[Id]
    supporters: Sequence[Id]

    def ineligible(self) -> list[Id]:
        """Return the requests that no supporter may take, however the others are placed.

        A free place is one of the hard rules: where everybody who may take a request is full
        already, it is among these.
        """
        edges, free = self.problem.edges, self.problem.free()
        eligible = np.unique(edges.requests[free[edges.supporters] > 0])
        missing = np.setdiff1d(np.arange(len(self.requests)), eligible)
        return [self.requests[request] for request in missing.tolist()]

    def report(self, found: Solution) -> str:
        """Return the solution as one line of JSON."""
        pairs = [[self.requests[i], self.supporters[j]] for i, j in found.pairs]
        return json.dumps(
            {
                "by_tier": list(found.by_tier),
                "net_score": found.net_score,
                "pairs": pairs,
                "ineligible": self.ineligible(),
            }
        )


def read_task(path: Path) -> Task:
    """Return what the file asks for.

    Raises UnsolvableError naming the fault, and OSError where the file cannot be read.
    """
    whole, edges = parse(path)
    if not isinstance(whole, dict):
        raise UnsolvableError("The file: must hold one JSON object.")
    file = Entry("The file", whole)
    if edges is not None and "requests" in whole:
        raise UnsolvableError("The file: has both edges and requests; give one of the two forms.")
    if edges is not None or "tiers" in whole:
        problem = edges_problem(file, edges)
        return Task(problem, range(len(problem.tiers)), range(len(problem.places)))
    problem, requests, supporters = people_problem(file)
    return Task(problem, requests, supporters)
