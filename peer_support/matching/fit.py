"""How well a supporter fits a request: 0 to 1,000 whole points, with what each factor gave.

Every factor is a whole number by itself, so that the points that a coordinator sees add up; nothing
here uses floats, so the same facts give the same score on every machine.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from peer_support.matching.facts import Ask, Bearer
from peer_support.matching.rules import (
    RULES_VERSION,
    is_force_met,
    is_gender_met,
    is_same_region,
    is_same_role,
    rank_gap,
)

# Kept with every offer: raise the last part when a score could change.
FIT_VERSION = f"rules {RULES_VERSION}, fit 1"

# From this many ranks apart on, nearness in rank gives nothing.
FAR_IN_RANK = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """The most that each factor can give, in whole points."""

    topic: int = 250
    role: int = 200
    lived: int = 150
    gender: int = 100
    force: int = 100
    rank: int = 100
    reach: int = 100


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Fit:
    """What each factor gave, in whole points, and by which version of the rules."""

    topic: int
    role: int
    lived: int
    gender: int
    force: int
    rank: int
    reach: int
    version: str = FIT_VERSION

    @property
    def score(self) -> int:
        """All points together."""
        return (
            self.topic + self.role + self.lived + self.gender + self.force + self.rank + self.reach
        )

    def as_json(self) -> dict[str, int | str]:
        """Return what is kept with an offer."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, int | str]) -> "Fit":
        """Return the fit that as_json kept; raises KeyError or ValueError for anything else."""
        return cls(
            topic=int(kept["topic"]),
            role=int(kept["role"]),
            lived=int(kept["lived"]),
            gender=int(kept["gender"]),
            force=int(kept["force"]),
            rank=int(kept["rank"]),
            reach=int(kept["reach"]),
            version=str(kept["version"]),
        )


def share_of(points: int, part: int, whole: int) -> int:
    """Return points * part / whole in whole points, halves to the even neighbour.

    None of the three is negative, and whole is at least 1.
    """
    quotient, rest = divmod(points * part, whole)
    if 2 * rest > whole or (2 * rest == whole and quotient % 2 == 1):
        return quotient + 1
    return quotient


def fit(ask: Ask, bearer: Bearer, weights: Weights = DEFAULT_WEIGHTS) -> Fit:
    """Return the fit of a pair that the hard rules allow (PEER_SUPPORT.md, section 3)."""
    steps = max(0, FAR_IN_RANK - rank_gap(ask, bearer))
    return Fit(
        topic=_topic(ask, bearer, weights.topic),
        role=weights.role if is_same_role(ask, bearer) else 0,
        lived=_lived(ask, bearer, weights.lived),
        gender=weights.gender if is_gender_met(ask, bearer) else 0,
        force=weights.force if is_force_met(ask, bearer) else 0,
        rank=share_of(weights.rank, steps, FAR_IN_RANK),
        reach=weights.reach if is_same_region(ask, bearer) else 0,
    )


def _topic(ask: Ask, bearer: Bearer, points: int) -> int:
    """Return the share of asked topics trained in; who asks for none is met by everyone."""
    if not ask.topics:
        return points
    return share_of(points, len(ask.topics & bearer.topics), len(ask.topics))


def _lived(ask: Ask, bearer: Bearer, points: int) -> int:
    """Return the share of asked topics lived through, by those who opted in."""
    if not ask.topics:
        return 0
    return share_of(points, len(ask.topics & bearer.lived), len(ask.topics))
