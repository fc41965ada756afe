"""Measures the solver beside greedy and dense assignment: seconds, memory, people left out, points.

Each solver runs in a process of its own, so that its memory is its own too.
"""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from core.bench_output import say
from peer_support.bench_problems import invented
from peer_support.bench_proof import is_best
from peer_support.bench_rivals import solve_densely, solve_greedily
from peer_support.solving import Problem, Solution, solve

SIZES = (500, 5_000, 50_000)
MOST_DENSE = 5_000  # at 50,000 a dense table would hold 2.5 billion pairs
Solver = Callable[[Problem], Solution]
OURS = "min-cost flow (ours)"
DENSE = "dense assignment"
RIVALS: dict[str, Solver] = {"greedy, urgent first": solve_greedily, DENSE: solve_densely}


@dataclass(frozen=True, slots=True)
class Taken:
    """What one solver took for one problem, and what it found."""

    wall: float
    cpu: float
    megabytes: int
    found: Solution


def run(sizes: Sequence[int]) -> None:
    """Print the figures of each solver at each number of requests."""
    for size in sizes:
        problem = invented(size)
        say(
            f"{size:,} requests, {len(problem.places):,} supporters, {problem.free().sum():,} free "
            f"places, {len(problem.edges):,} possible pairs"
        )
        say(f"{'':<28}{'':>8}{'':>8}{'peak':>8}{'placed':>24}{'left out who':>17}{'points':>12}")
        say(
            f"{'':<28}{'seconds':>8}{'CPU s':>8}{'MB':>8}{'by tier':>24}"
            f"{'could be placed':>17}{'lost':>12}"
        )
        _compare(problem, size)


def _compare(problem: Problem, size: int) -> None:
    ours = _in_own_process(OURS, size)
    _report(OURS, ours, ours.found)
    for name in RIVALS:
        if name == DENSE and size > MOST_DENSE:
            say(f"{name:<28} not tried: a table of {size * size:,} pairs")
        else:
            _report(name, _in_own_process(name, size), ours.found)
    started = perf_counter()
    proof = "proved" if is_best(problem, ours.found) else "REFUTED"
    say(f"That nothing is better than ours is {proof} in {perf_counter() - started:.1f} s.\n")


def measure(name: str, size: int) -> Taken:
    """Solve one problem by one solver and return what it took."""
    problem = invented(size)
    started, worked = perf_counter(), process_time()
    found = RIVALS.get(name, solve)(problem)
    wall, cpu = perf_counter() - started, process_time() - worked
    return Taken(wall, cpu, _peak_megabytes(), found)


def _in_own_process(name: str, size: int) -> Taken:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, name, size).result()


def _peak_megabytes() -> int:
    """Return the most that this process ever held; Linux alone tells it without the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return sum(int(kilobytes) for kilobytes in re.findall(r"VmHWM:\s+(\d+)", status)) // 1024


def _report(name: str, taken: Taken, best: Solution) -> None:
    found = taken.found
    left_out = sum(best.by_tier) - sum(found.by_tier)
    tiers = ", ".join(f"{number:,}" for number in found.by_tier)
    say(
        f"{name:<28}{taken.wall:>8.2f}{taken.cpu:>8.2f}{taken.megabytes:>8,}{tiers:>24}"
        f"{left_out:>17,}{best.net_score - found.net_score:>12,}"
    )
