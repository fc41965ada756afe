"""The plan of the demo's months: which months, which answers; without a database."""

from datetime import date
from random import Random

import pytest

from wellbeing.demo_answers import ONS4, PHQ4, PULSE, answers
from wellbeing.demo_months import closed_months, open_months
from wellbeing.instruments import BUILT_IN, score


def chance(number: int) -> Random:
    return Random(number)  # noqa: S311 -- invented answers


@pytest.mark.parametrize(
    ("today", "last_closed", "still_open"),
    [
        (date(2026, 3, 3), date(2026, 2, 1), [date(2026, 3, 1)]),
        (date(2026, 3, 31), date(2026, 2, 1), [date(2026, 3, 1)]),
        (date(2026, 3, 2), date(2026, 1, 1), [date(2026, 2, 1), date(2026, 3, 1)]),
        (date(2026, 1, 1), date(2025, 11, 1), [date(2025, 12, 1), date(2026, 1, 1)]),
    ],
)
def test_24_months_are_closed_up_to_the_last_that_may_be(
    today: date, last_closed: date, still_open: list[date]
) -> None:
    months = closed_months(today)

    assert len(months) == len(set(months)) == 24
    assert months == sorted(months)
    assert months[-1] == last_closed
    assert open_months(today) == still_open


@pytest.mark.parametrize("instrument", [PULSE, ONS4, PHQ4])
def test_invented_answers_are_those_that_the_form_offers(instrument: str) -> None:
    asked = BUILT_IN[instrument]
    for number in range(300):
        given = answers(instrument, level=number % 101, chance=chance(number))
        score(asked, given)
        assert len(given) >= len(asked.items) - 1


@pytest.mark.parametrize("instrument", [PULSE, ONS4, PHQ4])
def test_a_higher_level_reads_as_better(instrument: str) -> None:
    asked = BUILT_IN[instrument]
    for scale in asked.published_scales:
        low, high = (
            [
                found.out_of_100
                for number in range(60)
                if (found := score(asked, answers(instrument, level, chance(number)))[scale.code])
            ]
            for level in (30, 75)
        )
        is_higher = sum(high) / len(high) > sum(low) / len(low)
        assert is_higher is not scale.high_is_worse
