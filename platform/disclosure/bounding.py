"""Keeps an atom's sum so far from its ends that each person can still hold any score. Pure."""

from disclosure.figures import SCALE

# From so many people on, two who know each other's scores learn nothing of a third.
PEOPLE_FOR_TWO_COLLUDERS = 20


def colluders(people: int) -> int:
    """Return how many colluding colleagues the figure of so many people stands up to."""
    return 1 if people < PEOPLE_FOR_TWO_COLLUDERS else 2


def bounded(total: float, people: int) -> float:
    """Clip a noisy sum to [(c+1)R, (n-c-1)R] (HOW_WE_KNOW.md, step 5).

    With c scores known, a remaining person can then be at 0 or at R whatever the others hold.
    """
    margin = (colluders(people) + 1) * SCALE
    return float(min(max(total, margin), people * SCALE - margin))


def widest_margin(shown: int) -> float:
    """Return the greatest mean at the lower end of any atom whose shown number of people is this.

    An end that followed the exact number would tell it: 17 is the end of 12 people only. The
    true number lies from shown to shown + 6 (counting.doubted). The upper end is SCALE less this.
    """
    return max((colluders(n) + 1) * SCALE / n for n in range(shown, shown + 7))
