"""Invented problems for the solvers, and the best answer found by trying every way there is."""

from collections.abc import Sequence
from functools import cache
from random import Random

from peer_support.solving import TIERS, Edges, Problem, Solution, sorted_edges

LOAD_PENALTY = (0, 40, 120, 240, 400)
PENALTIES = (LOAD_PENALTY, (0, 0, 0, 0, 0), (0, 1, 1, 900, 2000), (30, 500), (0,))


def small(seed: int) -> Problem:
    """Return a problem of up to eight requests with bars, load and cases that are held already."""
    random = Random(seed)  # noqa: S311 -- the same problems each time, no secret
    requests, supporters = random.randint(2, 8), random.randint(1, 5)
    chance = random.choice([0.3, 0.6, 1.0])
    fits = random.choice([(0, 1000), (480, 520), (0, 3), (1000, 1000)])
    return Problem(
        tiers=[random.randrange(TIERS) for _ in range(requests)],
        places=[random.randint(0, 4) for _ in range(supporters)],
        held=[random.choice([0, 0, 1, 2]) for _ in range(supporters)],
        edges=sorted_edges(
            (request, supporter, random.randint(*fits))
            for request in range(requests)
            for supporter in range(supporters)
            if random.random() < chance
        ),
        load_penalty=random.choice(PENALTIES),
    )


def middling(seed: int, requests: int = 300) -> Problem:
    """Return a problem of so many requests with 10 to 50 candidates each and too few places."""
    random = Random(seed)  # noqa: S311 -- as above
    supporters = requests // 3
    most = min(50, supporters)
    edges = [
        (request, supporter, random.randint(200, 1000))
        for request in range(requests)
        for supporter in random.sample(range(supporters), random.randint(10, most))
    ]
    return Problem(
        tiers=random.choices(range(TIERS), weights=(1, 2, 7), k=requests),
        places=random.choices((1, 2, 3, 4, 5), weights=(1, 2, 4, 2, 1), k=supporters),
        held=random.choices((0, 1, 2), weights=(6, 3, 1), k=supporters),
        edges=sorted_edges(edges),
        load_penalty=LOAD_PENALTY,
    )


def rows(edges: Edges) -> list[tuple[int, int, int]]:
    """Return edges as plain (request, supporter, fit)."""
    return list(
        zip(edges.requests.tolist(), edges.supporters.tolist(), edges.fits.tolist(), strict=True)
    )


def best_by_trying(problem: Problem) -> tuple[tuple[int, ...], int]:
    """Return the greatest (urgent, past target, routine, net score) of all ways to place people.

    Compares the four in that order, as the document words it; it knows no costs and no flow.
    """
    ways = rows(problem.edges)

    @cache
    def best(request: int, cases: tuple[int, ...]) -> tuple[int, ...]:
        if request == len(problem.tiers):
            return (0,) * (TIERS + 1)
        found = best(request + 1, cases)
        for asking, supporter, fit in ways:
            if asking != request or cases[supporter] >= problem.places[supporter]:
                continue
            fuller = tuple(held + (at == supporter) for at, held in enumerate(cases))
            rest = list(best(request + 1, fuller))
            rest[problem.tiers[request]] += 1
            rest[TIERS] += fit - penalty(problem.load_penalty, cases[supporter])
            found = max(found, tuple(rest))
        return found

    whole = best(0, tuple(problem.held))
    return whole[:TIERS], whole[TIERS]


def worth(problem: Problem, found: Solution) -> tuple[tuple[int, ...], int]:
    """Return what the pairs themselves come to; every one must be allowed and have a place."""
    fits = {(request, supporter): fit for request, supporter, fit in rows(problem.edges)}
    cases, by_tier, net = list(problem.held), [0] * TIERS, 0
    assert len({request for request, _supporter in found.pairs}) == len(found.pairs)
    for request, supporter in found.pairs:
        assert cases[supporter] < problem.places[supporter]
        net += fits[request, supporter] - penalty(problem.load_penalty, cases[supporter])
        by_tier[problem.tiers[request]] += 1
        cases[supporter] += 1
    return tuple(by_tier), net


def penalty(penalties: Sequence[int], held: int) -> int:
    """Return what one more case costs whoever holds so many."""
    return penalties[min(held, len(penalties) - 1)]
