"""Which counts of people may be shown: none about fewer than ten, and none that gives one away."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.threshold import LEAST_PEOPLE


@dataclass(frozen=True)
class AskedCount:
    """How many people of a force were asked, and how many of them have done it."""

    force: str
    asked: int
    done: int


@dataclass(frozen=True)
class ShownCounts:
    """What may be shown; total is None where fewer than ten people were asked in all."""

    total: AskedCount | None
    forces: tuple[AskedCount, ...]
    withheld: int


def shown_counts(counts: Iterable[AskedCount]) -> ShownCounts:
    """Return the counts that may be shown, by the name of the force; withheld is how many are not.

    Whoever subtracts what is shown from the total must not learn about fewer than ten either:
    while they would, the smallest of the shown is withheld too.
    """
    known = [count for count in counts if count.asked]
    total = AskedCount("", sum(c.asked for c in known), sum(c.done for c in known))
    if total.asked < LEAST_PEOPLE:
        return ShownCounts(None, (), len(known))
    by_size = sorted(known, key=lambda count: (-count.asked, count.force))
    shown = [count for count in by_size if count.asked >= LEAST_PEOPLE]
    while shown and 0 < total.asked - sum(c.asked for c in shown) < LEAST_PEOPLE:
        shown.pop()
    forces = tuple(sorted(shown, key=lambda count: count.force))
    return ShownCounts(total, forces, len(known) - len(forces))
