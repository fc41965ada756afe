"""Shares of the bands of a measure: noisy counts of atoms, put together and rounded. Pure.

A count of people is a sum of scores that are 0 or 1. So the bound and the rule of what is left over
(HOW_WE_KNOW.md, steps 5 and 2) hold for it as for any sum, with atoms of at least thirty people:
without them, the shares of a unit less those of its team would be a count of the few others that
nothing bounds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from disclosure.atoms import Atom
from disclosure.bounding import bounded
from disclosure.figures import SCALE
from disclosure.noise import BAND_SD, Label, draw

STEP = 5
# Shares beyond these are shown as "10% or less" and "90% or more".
LEAST_SHARE, GREATEST_SHARE = 10, 90


def noisy_counts(secret: bytes, label: Label, atom: Atom, codes: Iterable[str]) -> dict[str, float]:
    """Return how many of the atom's people are in each band, with noise of its own for each."""
    return {
        code: atom.bands.get(code, 0) + draw(secret, replace(label, band=code), atom.refs, BAND_SD)
        for code in codes
    }


def bounded_counts(counts: Mapping[str, float], people: int) -> dict[str, float]:
    """Clip an atom's noisy counts: of thirty people to 3 and 27, which are 10% and 90%."""
    return {code: bounded(number * SCALE, people) / SCALE for code, number in counts.items()}


def shares(counts: Mapping[str, float], people: int) -> dict[str, int]:
    """Return percentages in steps of five, from 10 to 90, by code of the band."""
    return {code: _share(number / people) for code, number in counts.items()}


def _share(part: float) -> int:
    nearest = STEP * int(max(part, 0.0) * 100 / STEP + 0.5)
    return min(max(nearest, LEAST_SHARE), GREATEST_SHARE)
