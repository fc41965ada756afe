"""Invented answers: a level of 0 to 100 put into the words of each instrument. Pure."""

from collections.abc import Mapping
from random import Random
from typing import Final

TOP: Final = 10
# How much people differ from each other, and from themselves from day to day, out of 100.
BETWEEN_PEOPLE: Final = 8.0
FROM_DAY_TO_DAY: Final = 10.0
SKIPS_ONE: Final = 0.05

PULSE, ONS4, PHQ4 = "pulse", "ons4", "phq4"
# How far each question lies above (or below) the level, and whether a high answer is a bad one.
ZERO_TO_TEN: Final[Mapping[str, Mapping[str, tuple[int, bool]]]] = {
    PULSE: {
        "mood": (2, False),
        "load": (-6, True),
        "rest": (-2, False),
        "switching_off": (-1, False),
        "support": (7, False),
    },
    ONS4: {
        "satisfaction": (8, False),
        "worthwhile": (16, False),
        "happiness": (6, False),
        "anxiety": (4, True),
    },
}
PHQ4_ITEMS: Final = ("q1", "q2", "q3", "q4")
# Even of people who are far down, few choose "nearly every day".
PHQ4_STEEPNESS: Final = 2.2


def leaning(chance: Random) -> float:
    """Return how far a person lies above or below the others, for good."""
    return chance.gauss(0, BETWEEN_PEOPLE)


def answers(instrument: str, level: float, chance: Random) -> dict[str, int]:
    """Return what somebody at that level answers on some day; now and then one is skipped."""
    given = _phq4(level, chance) if instrument == PHQ4 else _zero_to_ten(instrument, level, chance)
    if chance.random() < SKIPS_ONE:
        del given[chance.choice(sorted(given))]
    return given


def _zero_to_ten(instrument: str, level: float, chance: Random) -> dict[str, int]:
    given = {}
    for item, (above, is_bad) in ZERO_TO_TEN[instrument].items():
        felt = level + above + chance.gauss(0, FROM_DAY_TO_DAY)
        value = min(TOP, max(0, round(felt * TOP / 100)))
        given[item] = TOP - value if is_bad else value
    return given


def _phq4(level: float, chance: Random) -> dict[str, int]:
    low = (100 - level) / 100 * PHQ4_STEEPNESS - 0.4
    return {item: min(3, max(0, round(low + chance.gauss(0, 0.6)))) for item in PHQ4_ITEMS}
