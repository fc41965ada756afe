"""Asks the linear-programming solver HiGHS how small and how great a sum could be.

A question is a block: one unknown, the sum of everybody else in the same atom, and their known
sum. No unknown is in two blocks, so the least of the sum of all unknowns is reached exactly where
each of them is least: thousands of linear programmes are solved as one, twice (least, greatest).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Far more than any unknown could gain by it: where a block has no solution at all, the missing or
# surplus part shows, instead of the solver calling the whole month infeasible without a name.
PENALTY = 1000.0
COLUMNS = 4  # the unknown, everybody else, what is missing, what is too much


class UnsolvedError(Exception):
    """The solver reached no optimum, so nothing is known of the month."""


@dataclass(frozen=True, slots=True)
class Block:
    """unknown + others = total, with 0 <= unknown <= most and 0 <= others <= most_others."""

    most: float
    most_others: float
    total: float


@dataclass(frozen=True, slots=True)
class Range:
    """The least and greatest value of a block's unknown; ``gap`` > 0 where none is possible."""

    least: float
    greatest: float
    gap: float


def ranges(blocks: Sequence[Block]) -> list[Range]:
    """Return the range of each block's unknown, in the order of the blocks.

    Raises UnsolvedError if the solver does not reach an optimum.
    """
    if not blocks:
        return []
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(_model(blocks))
    least, gap_below = _solve(solver, len(blocks), 1.0)
    greatest, gap_above = _solve(solver, len(blocks), -1.0)
    gaps = np.maximum(gap_below, gap_above)
    return [
        Range(float(low), float(high), float(gap))
        for low, high, gap in zip(least, greatest, gaps, strict=True)
    ]


def _model(blocks: Sequence[Block]) -> highspy.HighsLp:
    """Return the blocks as one programme: a row a block, COLUMNS columns a row."""
    rows = len(blocks)
    upper = np.full((rows, COLUMNS), highspy.kHighsInf)
    upper[:, 0] = [block.most for block in blocks]
    upper[:, 1] = [block.most_others for block in blocks]
    totals = np.array([block.total for block in blocks])
    model = highspy.HighsLp()
    model.num_col_ = rows * COLUMNS
    model.num_row_ = rows
    model.col_cost_ = _costs(rows, 1.0)
    model.col_lower_ = np.zeros(rows * COLUMNS)
    model.col_upper_ = upper.ravel()
    model.row_lower_ = totals
    model.row_upper_ = totals
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.arange(0, rows * COLUMNS + 1, COLUMNS, dtype=np.int32)
    model.a_matrix_.index_ = np.arange(rows * COLUMNS, dtype=np.int32)
    model.a_matrix_.value_ = np.tile([1.0, 1.0, 1.0, -1.0], rows)
    return model


def _costs(rows: int, sign: float) -> Numbers:
    return np.tile([sign, 0.0, PENALTY, PENALTY], rows)


def _solve(solver: highspy.Highs, rows: int, sign: float) -> tuple[Numbers, Numbers]:
    """Return each unknown at the least (sign 1) or greatest (sign -1), and each block's gap."""
    columns = rows * COLUMNS
    solver.changeColsCost(columns, np.arange(columns, dtype=np.int32), _costs(rows, sign))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise UnsolvedError
    found = np.array(solver.getSolution().col_value).reshape(rows, COLUMNS)
    return found[:, 0], found[:, 2] + found[:, 3]
