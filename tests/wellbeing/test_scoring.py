"""The built-in instruments score as published: figures worked out by hand, and every edge."""

import pytest

from tests.factories.instruments import answers
from tests.wellbeing.scoring import ONS4, PHQ4, PULSE, helped, one, pulse, sum_of
from wellbeing.instruments import (
    ScaleScore,
    is_positive,
    score,
)


def test_pulse_times_ten_with_load_turned_round() -> None:
    scores = score(PULSE, pulse(mood=7, load=8, rest=5, switching_off=4, support=9))
    assert scores == {
        "mood": ScaleScore(7, 70.0),
        "load": ScaleScore(2, 20.0),
        "rest": ScaleScore(5, 50.0),
        "switching_off": ScaleScore(4, 40.0),
        "support": ScaleScore(9, 90.0),
        # (70 + 20 + 50 + 40 + 90) / 5
        "overall": ScaleScore(5.4, 54.0),
    }


@pytest.mark.parametrize(
    ("given", "overall"),
    [(pulse(0, 10, 0, 0, 0), 0.0), (pulse(10, 0, 10, 10, 10), 100.0), (pulse(5, 5, 5, 5, 5), 50.0)],
)
def test_pulse_runs_from_the_worst_to_the_best(given: dict[str, int], overall: float) -> None:
    assert one(PULSE, given, "overall").out_of_100 == overall


def test_pulse_has_no_bands() -> None:
    assert all(not scale.bands for scale in PULSE.scales)


def test_one_skipped_question_leaves_no_overall_score_but_the_others_stand() -> None:
    given = pulse(7, 8, 5, 4, 9)
    del given["rest"]
    scores = score(PULSE, given)
    assert scores["overall"] is None
    assert scores["rest"] is None
    assert scores["load"] == ScaleScore(2, 20.0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (pulse(3, 10, 4, 4, 3), True),  # 14 of 50: 28
        (pulse(3, 10, 4, 4, 4), False),  # 15 of 50: exactly 30
        (pulse(2, 0, 10, 10, 10), True),
        (pulse(3, 0, 10, 10, 10), False),
        ({"mood": 2}, True),
        ({"mood": 3}, False),
        ({}, False),
    ],
)
def test_pulse_brings_help_below_30_or_at_a_mood_of_2(
    given: dict[str, int], expected: bool
) -> None:
    assert helped(PULSE, given) is expected


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, "low"),
        (4, "low"),
        (5, "medium"),
        (6, "medium"),
        (7, "high"),
        (8, "high"),
        (9, "very_high"),
        (10, "very_high"),
    ],
)
@pytest.mark.parametrize("item", ["satisfaction", "worthwhile", "happiness"])
def test_ons4_bands_from_both_sides(item: str, value: int, band: str) -> None:
    assert one(ONS4, {item: value}, item) == ScaleScore(value, value * 10.0, band)


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, "very_low"),
        (1, "very_low"),
        (2, "low"),
        (3, "low"),
        (4, "medium"),
        (5, "medium"),
        (6, "high"),
        (10, "high"),
    ],
)
def test_ons4_anxiety_has_bands_of_its_own(value: int, band: str) -> None:
    assert one(ONS4, {"anxiety": value}, "anxiety") == ScaleScore(value, value * 10.0, band)


def test_ons4_is_never_added_up() -> None:
    assert [scale.code for scale in ONS4.scales] == [item.code for item in ONS4.items]
    assert all(len(scale.items) == 1 for scale in ONS4.scales)
    assert [scale.code for scale in ONS4.scales if scale.high_is_worse] == ["anxiety"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"anxiety": 6}, True),
        ({"anxiety": 5}, False),
        ({"satisfaction": 4}, True),
        ({"satisfaction": 5}, False),
        ({"happiness": 0, "worthwhile": 0}, False),
    ],
)
def test_ons4_brings_help_by_anxiety_or_satisfaction(given: dict[str, int], expected: bool) -> None:
    assert helped(ONS4, given) is expected


def test_phq4_adds_its_halves() -> None:
    scores = score(PHQ4, answers("1230"))
    assert scores["anxiety"] == ScaleScore(3, 50.0)
    assert scores["depression"] == ScaleScore(3, 50.0)
    assert scores["total"] == ScaleScore(6, 50.0, "moderate")


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "none"),
        (2, "none"),
        (3, "mild"),
        (5, "mild"),
        (6, "moderate"),
        (8, "moderate"),
        (9, "severe"),
        (12, "severe"),
    ],
)
def test_phq4_bands_from_both_sides(total: int, band: str) -> None:
    given = {f"q{n}": value for n, value in enumerate(sum_of(4, 0, 3, total), 1)}
    found = one(PHQ4, given, "total")
    assert (found.raw, found.band) == (total, band)
    assert found.out_of_100 == total * 100 / 12


@pytest.mark.parametrize(("given", "positive"), [("11", False), ("12", True), ("21", True)])
def test_phq4_is_positive_from_three_on_either_half(given: str, positive: bool) -> None:
    anxiety, depression = PHQ4.scale("anxiety"), PHQ4.scale("depression")
    assert anxiety is not None
    assert depression is not None
    assert is_positive(anxiety, one(PHQ4, answers(given + ".."), "anxiety")) is positive
    assert is_positive(depression, one(PHQ4, answers(".." + given), "depression")) is positive


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1111", False),
        ("2120", True),
        ("1120", False),
        ("0021", True),
        ("2211", True),
        ("21..", True),
    ],
)
def test_phq4_brings_help_when_half_or_total_is_high(given: str, expected: bool) -> None:
    assert helped(PHQ4, answers(given)) is expected


def test_phq4_with_a_skipped_question_keeps_the_half_that_is_complete() -> None:
    scores = score(PHQ4, answers("330."))
    assert scores["anxiety"] == ScaleScore(6, 100.0)
    assert scores["depression"] is None
    assert scores["total"] is None
