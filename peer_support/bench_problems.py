"""Invents problems for the benchmark: a nation's requests, its supporters and who may take whom."""

import numpy as np

from peer_support.solving import TIERS, Edges, Problem, edges_of

CANDIDATES = 124  # drawn for each request; 5.6 million different pairs at 50,000 requests
REQUESTS_A_SUPPORTER = 3
AREAS = 43  # as many as there are forces in England and Wales
LOAD_PENALTY = (0, 40, 120, 240, 400)
SHARES = (0.1, 0.2, 0.7)  # of urgent, late and routine requests
NEAR = 0.35  # of requests that can only be taken in their own area
RARE = 0.06  # of requests that only one supporter in TEAM can take
TEAM = 16
SKEW = 2  # how much more the first supporters are asked for than the last
CAPACITIES = (0.05, 0.2, 0.5, 0.15, 0.1)  # of 1, 2, 3, 4 and 5 places
HELD = (0.9, 0.08, 0.02)  # of no, one and two cases already


def invented(requests: int, seed: int = 1) -> Problem:
    """Return a problem with nearly as many free places as requests; the same for the same seed.

    Some requests can only be taken in their own area, some only by those who speak a rare language,
    and these supporters are candidates of others too: there placing one by one goes wrong.
    """
    random = np.random.default_rng(seed)
    supporters = requests // REQUESTS_A_SUPPORTER
    return Problem(
        tiers=random.choice(TIERS, requests, p=SHARES).tolist(),
        places=(1 + random.choice(len(CAPACITIES), supporters, p=CAPACITIES)).tolist(),
        held=random.choice(len(HELD), supporters, p=HELD).tolist(),
        edges=_edges(random, requests, supporters),
        load_penalty=LOAD_PENALTY,
    )


def _edges(random: np.random.Generator, requests: int, supporters: int) -> Edges:
    """Return pairs drawn by how much is asked of each supporter, the first ones most."""
    asking = np.repeat(np.arange(requests), min(CANDIDATES, supporters // 2))
    drawn = (random.random(len(asking)) ** SKEW * supporters).astype(np.int64)
    needs = random.choice(3, requests, p=[1 - NEAR - RARE, NEAR, RARE])[asking]
    areas = min(AREAS, supporters // 4)
    chosen = np.choose(
        needs, [drawn, drawn // areas * areas + asking % areas, drawn // TEAM * TEAM]
    )
    keys = np.unique(asking * supporters + np.minimum(chosen, supporters - 1))
    fits = np.clip(random.normal(620, 160, len(keys)).astype(np.int64), 0, 1000)
    return edges_of(np.stack([keys // supporters, keys % supporters, fits], axis=1))
