"""What a file would do, row by row: the answer of the dry run and the order for the real one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What becomes of a row."""

    JOINER = "joiner"
    MOVER = "mover"
    LEAVER = "leaver"
    UNCHANGED = "unchanged"
    ERROR = "error"


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be used: the column, and the reason in words."""

    column: str
    reason: str


@dataclass(frozen=True)
class Change:
    """What a mover's row changes: the column, from what, to what, in words."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Target:
    """A person as the row would have them; line_manager is an address, place and rank are keys."""

    email: str
    first_name: str
    last_name: str
    place_id: int
    rank_id: int
    rasso_role: str
    service_number: str
    line_manager: str
    day: date


@dataclass(frozen=True)
class RowPlan:
    """The fate of one row; target is set for joiners and movers, day for all three."""

    line: int
    email: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    target: Target | None = None
    day: date | None = None
