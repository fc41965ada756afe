"""What the tests of scoring share: every instrument, and one score of it."""

from tests.factories.instruments import shipped
from wellbeing.instruments import (
    BUILT_IN,
    Instrument,
    ScaleScore,
    is_high_distress,
    score,
)

PULSE, ONS4, PHQ4 = BUILT_IN["pulse"], BUILT_IN["ons4"], BUILT_IN["phq4"]
PACKS = ("cbi", "hse_it", "olbi", "proqol", "stss", "swemwbs", "who5")


EVERY = (*BUILT_IN.values(), *(shipped(code) for code in PACKS))


def pulse(mood: int, load: int, rest: int, switching_off: int, support: int) -> dict[str, int]:
    return {
        "mood": mood,
        "load": load,
        "rest": rest,
        "switching_off": switching_off,
        "support": support,
    }


def one(instrument: Instrument, given: dict[str, int], scale: str) -> ScaleScore:
    found = score(instrument, given)[scale]
    assert found is not None
    return found


def helped(instrument: Instrument, given: dict[str, int]) -> bool:
    return is_high_distress(instrument, score(instrument, given))


def sum_of(count: int, least: int, most: int, total: int) -> list[int]:
    """Answers that add up to total, as many at the top of the range as fit."""
    given = [least] * count
    for place in range(count):
        given[place] += min(most - least, total - sum(given))
    assert sum(given) == total
    return given
