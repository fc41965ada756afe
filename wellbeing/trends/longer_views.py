"""Quarters and years from the figures of their months, and from nothing else.

Asking the answers again for a longer stretch would be a second question about the same people;
the mean of what is published already tells nothing new about anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12
LOW, HIGH = "low", "high"


@dataclass(frozen=True, slots=True)
class MonthlyFigure:
    """A published mean; end says that the true one may lie further out ("low", "high" or "")."""

    month: date
    mean: int
    end: str = ""


@dataclass(frozen=True, slots=True)
class LongerFigure:
    """The mean of several months, each with the same weight; end as in MonthlyFigure."""

    first_month: date
    last_month: date
    mean: int
    end: str


def quarters(figures: Sequence[MonthlyFigure]) -> tuple[LongerFigure, ...]:
    """Return calendar quarters of which all three months are published."""
    return _stretches(figures, MONTHS_A_QUARTER)


def years(figures: Sequence[MonthlyFigure]) -> tuple[LongerFigure, ...]:
    """Return calendar years of which all twelve months are published."""
    return _stretches(figures, MONTHS_A_YEAR)


def _stretches(figures: Sequence[MonthlyFigure], length: int) -> tuple[LongerFigure, ...]:
    by_stretch: dict[tuple[int, int], list[MonthlyFigure]] = {}
    for figure in figures:
        key = figure.month.year, (figure.month.month - 1) // length
        by_stretch.setdefault(key, []).append(figure)
    whole = (_mean_of(part) for part in by_stretch.values() if len(part) == length)
    return tuple(figure for figure in whole if figure is not None)


def _mean_of(part: Sequence[MonthlyFigure]) -> LongerFigure | None:
    """None where some months may be lower and others higher: then the mean says nothing."""
    ends = {figure.end for figure in part} - {""}
    if len(ends) > 1:
        return None
    months = [figure.month for figure in part]
    mean = round(sum(figure.mean for figure in part) / len(part))
    return LongerFigure(min(months), max(months), mean, next(iter(ends), ""))
