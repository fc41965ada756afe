"""A chart speaks in words that a manager cannot take for a verdict."""

import random
import re
from datetime import date

import pytest

from wellbeing.trends.findings import Finding, direction_in_words, find
from wellbeing.trends.xmr import Values, Way

ZIGZAG = [59, 61] * 6
FORBIDDEN = re.compile(
    r"significan|fail|rank|best|worst|league|target|poor|[↑↓→▲▼⬆⬇]|improv|declin|deteriorat", re.I
)


def months_from(start: date, count: int) -> list[date]:
    first = start.year * 12 + start.month - 1
    return [date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(count)]


def found(values: Values, *, high_is_worse: bool = False) -> Finding:
    months = months_from(date(2026, 1, 1), len(values))
    return find(months, values, high_is_worse=high_is_worse)


def test_a_quiet_chart_says_since_when() -> None:
    finding = found(ZIGZAG)
    assert finding == Finding("No clear change since January 2026", (), ())


def test_seven_months_on_one_side_are_worth_a_look() -> None:
    finding = found([*ZIGZAG, 61, *[59, 58] * 3, 59])
    assert finding.title == "Worth a look: seven months in a row below the usual"
    assert finding.details == (
        "On this measure a higher figure is better. "
        "Ask your people what has changed, and what would help.",
    )
    assert finding.is_worth_a_look


def test_a_month_outside_the_range_is_named() -> None:
    assert found([*ZIGZAG, 80]).title == "Worth a look: January 2027 is above the usual range"
    assert found([*ZIGZAG, 40]).title == "Worth a look: January 2027 is below the usual range"


def test_a_steady_rise_and_months_near_a_limit_have_words_of_their_own() -> None:
    rise = found([*ZIGZAG, 57, 58, 59, 60, 61, 62, 63])
    assert rise.title == "Worth a look: seven months in a row, each above the last"
    # Limits of the zigzag lie 5.32 from 60, two thirds of the way at 3.55.
    near = found([*ZIGZAG, 56, 60, 56])
    assert near.title == (
        "Worth a look: two months from January 2027 to March 2027 far below the usual"
    )


def test_of_several_recent_patterns_the_longest_lasting_kind_is_the_title() -> None:
    finding = found([*ZIGZAG, *[58, 59] * 3, 40])
    assert finding.title == "Worth a look: seven months in a row below the usual"
    # The month far below lies within the seven, and is not told twice.
    assert finding.others == ()


def test_a_pattern_the_other_way_is_told_beside_the_title() -> None:
    finding = found([*ZIGZAG, 80, *[58, 59] * 4])
    assert finding.title == "Worth a look: eight months in a row below the usual"
    assert finding.others == ("January 2027 is above the usual range",)


def test_what_ended_long_ago_stands_below_and_the_title_counts_from_then() -> None:
    finding = found([*ZIGZAG[:11], *[62, 61] * 4, *[59, 61] * 2])
    assert finding.title == "No clear change since August 2027"
    assert finding.others == ("December 2026 to July 2027: eight months in a row above the usual",)


def test_figures_that_stopped_are_said_to_have_stopped() -> None:
    assert found([*ZIGZAG, None, None]).title == "No clear change since January 2026"
    assert found([*ZIGZAG, None, None, None]).title == "No figure since December 2026"


def test_too_few_months_say_nothing_yet() -> None:
    finding = found([60, None, 40])
    assert finding.title == "Too few months to say"
    assert finding.details == (
        "There are figures for two months so far.",
        "A first look needs six months, most of them next to each other; "
        "the usual range is settled after 12.",
    )
    assert found([60]).details[0] == "There is a figure for one month so far."
    assert not finding.is_worth_a_look


def test_trial_limits_are_called_so() -> None:
    finding = found(ZIGZAG[:8])
    assert finding.title == "No clear change since January 2026"
    assert finding.details == (
        "The limits are trial limits: they rest on eight months and still move. "
        "They are settled after 12.",
    )


@pytest.mark.parametrize(
    ("way", "high_is_worse", "words"),
    [
        (Way.UP, False, "a higher figure is better. Ask your people what has helped"),
        (Way.DOWN, False, "a higher figure is better. Ask your people what has changed"),
        (Way.UP, True, "a lower figure is better. Ask your people what has changed"),
        (Way.DOWN, True, "a lower figure is better. Ask your people what has helped"),
    ],
)
def test_the_direction_of_the_measure_is_said(way: Way, high_is_worse: bool, words: str) -> None:
    assert words in direction_in_words(way, high_is_worse=high_is_worse)


def test_no_finding_ever_judges_ranks_or_points() -> None:
    chance = random.Random(7)  # noqa: S311 -- a simulation, not a secret
    for _one in range(500):
        values = [
            None if chance.random() < 0.1 else chance.gauss(60, 6)
            for _month in range(chance.randint(1, 36))
        ]
        finding = found(values, high_is_worse=chance.random() < 0.5)
        for words in (finding.title, *finding.details, *finding.others):
            assert not FORBIDDEN.search(words), words
            assert words.strip(), finding
