"""What the auditor is shown of one measure (and role) in one month, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass

# Written down here a second time on purpose: whoever lowers the engine's does not lower this one.
LEAST_PEOPLE = 10
GREATEST_SCORE = 100.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure as a reader who knew every exact count could work it out.

    ``people`` is the exact number of contributors at the place and below; ``total`` the sum of
    their scores (0 to 100 each) with noise, within the bound. Both are sharper than the page,
    which shows a rounded mean and a rounded count.
    """

    place_id: int
    people: int
    total: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One measure's figures and the membership of that month.

    ``parents`` names each place's parent (None for the root). ``contributors`` and ``members``
    count the people of each place itself, not of those below it: those who are counted there, and
    those who could have been. ``least`` is the month's threshold, never below ten.
    """

    measure: str
    role: str
    parents: Mapping[int, int | None]
    contributors: Mapping[int, int]
    members: Mapping[int, int]
    figures: tuple[Figure, ...]
    least: int = LEAST_PEOPLE


@dataclass(frozen=True, slots=True)
class PersonRange:
    """The least and greatest score that anybody at a place could have.

    ``colluders`` people of the same atom have said what they answered, ``told`` in all.
    """

    place_id: int
    colluders: int
    told: float
    least: float
    greatest: float


@dataclass(frozen=True, slots=True)
class HiddenRange:
    """The least and greatest sum of scores that an unpublished place and those below could have.

    A sum of ``people`` scores, so between 0 and 100 times people. Narrower than that is allowed:
    it says something of a group, and of nobody in it.
    """

    place_id: int
    people: int
    least: float
    greatest: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """That nobody is narrowed, with every range that was found on the way."""

    measure: str
    role: str
    atoms: int
    people: tuple[PersonRange, ...]
    hidden: tuple[HiddenRange, ...]


class NarrowedError(Exception):
    """A figure would say something of one person, or does not follow the rules that prevent it."""

    def __init__(self, measure: str, role: str, place_id: int, reason: str) -> None:
        super().__init__(measure, role, place_id, reason)
        self.measure = measure
        self.role = role
        self.place_id = place_id
        self.reason = reason

    def __str__(self) -> str:
        """Name the cell and what is wrong with it."""
        role = f", role {self.role}" if self.role else ""
        return f"{self.measure}{role}, place {self.place_id}: {self.reason}"
