#!/usr/bin/env python3
"""Try to narrow down what any one person answered, from published group figures.

    pip install highspy
    python3 attack.py FOLDER/published     what the product publishes
    python3 attack.py FOLDER/ordinary      what an ordinary dashboard would show of the same

FOLDER is what ``manage.py export_attack_set FOLDER`` wrote. Nothing else is needed: this file
imports nothing of the product. HOW_WE_KNOW.md, above it, says what it tries and what it cannot.

For each month, measure and role there is one unknown a person, between 0 and 100, and one equation
a figure. HiGHS, a solver for linear programmes, finds the least and the greatest score that each
person could have. The attacker is given more than anybody has: exactly who was counted where. And
up to two colleagues of the person tell what they answered themselves, all 0, all 100, or one each.
"""

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import highspy
import numpy as np

MOST = 100.0
# What the solver's own rounding may take from a range, in points.
TOLERANCE = 0.01
# Three standard deviations of the noise on a group's sum. With two of fewer than twenty people
# known, the bound alone does not protect the others; the noise, which nobody knows, does.
NOISE = 120.0
LEAST_WITHOUT_NOISE = 20
ENOUGH_EXAMPLES = 10


@dataclass(frozen=True)
class Shown:
    """One figure as it stands on the page: a mean that is rounded, or an end ("20 or lower")."""

    place: str
    mean: float
    half_step: float
    end: str = ""

    def bounds(self, people: int) -> tuple[float, float]:
        """Return the least and greatest sum of scores that would be shown like this."""
        low = -highspy.kHighsInf if self.end == "low" else people * (self.mean - self.half_step)
        high = highspy.kHighsInf if self.end == "high" else people * (self.mean + self.half_step)
        return low, high


@dataclass(frozen=True)
class System:
    """One month, measure and role: the tree, who was counted where, and what was shown."""

    name: str
    parents: Mapping[str, str | None]
    counted: Mapping[str, int]
    figures: tuple[Shown, ...]

    def circle_of(self, place: str | None) -> str | None:
        """Return the nearest place from here up that has a figure."""
        shown = {figure.place for figure in self.figures}
        while place is not None and place not in shown:
            place = self.parents[place]
        return place

    def below(self, place: str) -> list[str]:
        """Return the places with people whose scores are in the figure of this place."""
        return [counted for counted in self.counted if place in self._line_up(counted)]

    def _line_up(self, place: str | None) -> Iterator[str]:
        while place is not None:
            yield place
            place = self.parents[place]


@dataclass(frozen=True)
class Found:
    """A person whose range is no longer 0 to 100, or figures that contradict each other."""

    system: str
    place: str
    colluders: int
    told: float
    least: float
    greatest: float

    def __str__(self) -> str:
        """Say it in a line."""
        told = f", {self.colluders} colluding told {self.told:g}" if self.colluders else ""
        return (
            f"{self.system}, {self.place}{told}: between {self.least:.1f} and {self.greatest:.1f}"
        )


@dataclass
class Outcome:
    """How many people were tried with how many colluders, and who was narrowed."""

    tried: Counter[int] = field(default_factory=Counter)
    impossible: Counter[int] = field(default_factory=Counter)
    found: list[Found] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Take the other's counts and findings into this one."""
        self.tried += other.tried
        self.impossible += other.impossible
        self.found += other.found


class Programme:
    """The linear programme of one system: a representative of each place, and the rest of it.

    People of one place are counted in the same figures, so what holds for one holds for all.
    """

    def __init__(self, system: System, noise: float = 0.0) -> None:
        self.system = system
        self.places = sorted(place for place, number in system.counted.items() if number)
        self.column = {place: 2 * number for number, place in enumerate(self.places)}
        self.circles = {place: system.circle_of(place) for place in self.places}
        self.below = {figure.place: system.below(figure.place) for figure in system.figures}
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        for place in self.places:
            self.solver.addVar(0.0, MOST)
            self.solver.addVar(0.0, (system.counted[place] - 1) * MOST)
        self.noise = self._add_noise(noise)
        for figure in system.figures:
            self._add_figure(figure)

    def _add_noise(self, width: float) -> dict[str, int]:
        circles = sorted({circle for circle in self.circles.values() if circle is not None})
        columns = {circle: 2 * len(self.places) + n for n, circle in enumerate(circles)}
        for _ in circles:
            self.solver.addVar(-width, width)
        return columns

    def _add_figure(self, figure: Shown) -> None:
        inside = self.below[figure.place]
        columns = [self.column[place] + one for place in inside for one in (0, 1)]
        circles = {circle for place in inside if (circle := self.circles[place]) is not None}
        columns += [self.noise[circle] for circle in circles]
        low, high = figure.bounds(self._people(figure))
        self.solver.addRow(
            low, high, len(columns), np.array(columns, dtype=np.int32), np.ones(len(columns))
        )

    def _people(self, figure: Shown) -> int:
        return sum(self.system.counted[place] for place in self.below[figure.place])

    def range_of(self, place: str, mates: Mapping[str, int], told: float) -> tuple[float, float]:
        """Return the least and greatest score of a person, colluders by place having told theirs.

        NaN where no scores fit: these colluders cannot have told that.
        """
        self._tell(mates, told)
        ends = self._end(self.column[place], 1.0), self._end(self.column[place], -1.0)
        self._tell(dict.fromkeys(mates, 0), 0.0)
        return ends

    def _tell(self, mates: Mapping[str, int], told: float) -> None:
        """Take the colluders out of the unknown people, and their scores out of the figures."""
        for mate, number in mates.items():
            others = self.system.counted[mate] - 1 - number
            self.solver.changeColBounds(self.column[mate] + 1, 0.0, others * MOST)
        for row, figure in enumerate(self.system.figures):
            if set(mates) & set(self.below[figure.place]):
                low, high = figure.bounds(self._people(figure))
                self.solver.changeRowBounds(row, low - told, high - told)

    def _end(self, column: int, sign: float) -> float:
        self.solver.changeColCost(column, sign)
        self.solver.run()
        solved = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        end = float(self.solver.getSolution().col_value[column]) if solved else float("nan")
        self.solver.changeColCost(column, 0.0)
        return end

    def colluders_for(self, place: str, number: int) -> dict[str, int] | None:
        """Choose colluders counted in the same figures: of the same place first, then nearby.

        Each place keeps its representative, so a place lends all its people but one.
        """
        near = [place] + [
            other
            for other in self.places
            if other != place and self.circles[other] == self.circles[place]
        ]
        chosen: dict[str, int] = {}
        for other in near:
            lent = min(number - sum(chosen.values()), self.system.counted[other] - 1)
            if lent > 0:
                chosen[other] = lent
        return chosen if sum(chosen.values()) == number else None


def attack(system: System, most_colluders: int = 2) -> Outcome:
    """Try every place's people with none up to most_colluders colleagues colluding."""
    exact, noisy = Programme(system), Programme(system, NOISE)
    sizes: Counter[str | None] = Counter()
    for place in exact.places:
        sizes[exact.circles[place]] += system.counted[place]
    outcome = Outcome()
    for place in exact.places:
        for number in range(most_colluders + 1):
            few = number > 1 and sizes[exact.circles[place]] < LEAST_WITHOUT_NOISE
            _try(noisy if few else exact, place, number, outcome)
    return outcome


def _try(programme: Programme, place: str, number: int, outcome: Outcome) -> None:
    mates = programme.colluders_for(place, number)
    if mates is None:
        return
    outcome.tried[number] += programme.system.counted[place]
    for at_the_top in range(number + 1):
        told = at_the_top * MOST
        least, greatest = programme.range_of(place, mates, told)
        if least != least:  # noqa: PLR0124 - NaN, the one number that differs from itself
            outcome.impossible[number] += 1
        elif least > TOLERANCE or greatest < MOST - TOLERANCE:
            found = Found(programme.system.name, place, number, told, least, greatest)
            outcome.found.append(found)


def read_systems(folder: Path) -> Iterator[System]:
    """Yield every month, measure and role of the exported files."""
    parents: dict[str, dict[str, str | None]] = defaultdict(dict)
    for row in _rows(folder / "places.csv"):
        parents[row["period"]][row["place"]] = row["parent"] or None
    counted: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for row in _rows(folder / "counted.csv"):
        key = row["period"], row["measure"], row["role"]
        counted[key][row["place"]] += int(row["people"])
    shown: dict[tuple[str, str, str], list[Shown]] = defaultdict(list)
    for row in _rows(folder / "figures.csv"):
        shown[row["period"], row["measure"], row["role"]].append(_figure(row))
    for key, figures in sorted(shown.items()):
        name = " ".join(part for part in key if part)
        yield System(name, parents[key[0]], counted[key], tuple(figures))


def _figure(row: Mapping[str, str]) -> Shown:
    return Shown(row["place"], float(row["mean"]), float(row["step"]) / 2, row["end"])


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened)


def report(systems: Iterable[System], most_colluders: int) -> Outcome:
    """Attack all systems and print what was found."""
    outcome, months = Outcome(), 0
    for months, system in enumerate(systems, start=1):  # noqa: B007 - the number is told below
        outcome.add(attack(system, most_colluders))
    _say(f"{months} sets of figures (month, measure, role) attacked.")
    for number, tried in sorted(outcome.tried.items()):
        narrowed = len({(f.system, f.place) for f in outcome.found if f.colluders == number})
        _say(
            f"{number} colluding: {tried} scores tried, people narrowed at {narrowed} places"
            f" ({outcome.impossible[number]} questions had no answer)."
        )
    for found in sorted(outcome.found, key=lambda f: f.greatest - f.least)[:ENOUGH_EXAMPLES]:
        _say(f"  {found}")
    _say("Somebody was narrowed." if outcome.found else "Nobody was narrowed.")
    return outcome


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> int:
    """Read the command line; the exit code is 1 if somebody was narrowed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--colluders", type=int, default=2, choices=(0, 1, 2))
    parser.add_argument("--month", default="", help="only this month, such as 2026-10-01")
    chosen = parser.parse_args()
    systems = read_systems(chosen.folder)
    wanted = (system for system in systems if system.name.startswith(chosen.month))
    return 1 if report(wanted, chosen.colluders).found else 0


if __name__ == "__main__":
    sys.exit(main())
