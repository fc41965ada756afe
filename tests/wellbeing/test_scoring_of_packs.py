"""The content packs score as published: figures worked out by hand, and every edge."""

import pytest

from tests.factories.instruments import answers, shipped
from tests.wellbeing.scoring import helped, one, sum_of
from wellbeing.instruments import (
    ScaleScore,
    score,
)


@pytest.mark.parametrize(
    ("raw", "of_100", "band"),
    [
        (0, 0.0, "low"),
        (7, 28.0, "low"),
        (8, 32.0, "moderate"),
        (12, 48.0, "moderate"),
        (13, 52.0, "good"),
        (25, 100.0, "good"),
    ],
)
def test_who5_is_four_times_its_sum(raw: int, of_100: float, band: str) -> None:
    who5 = shipped("who5")
    given = {f"q{n}": value for n, value in enumerate(sum_of(5, 0, 5, raw), 1)}
    assert one(who5, given, "score") == ScaleScore(raw, of_100, band)
    assert helped(who5, given) is (of_100 <= 28)


def test_a_change_of_ten_counts_on_who5() -> None:
    assert [scale.change_that_counts for scale in shipped("who5").scales] == [10]


SATISFACTION = (3, 6, 12, 16, 18, 20, 22, 24, 27, 30)


BURNOUT = (1, 4, 8, 10, 15, 17, 19, 21, 26, 29)


STRESS = (2, 5, 7, 9, 11, 13, 14, 23, 25, 28)


TURNED = (1, 4, 15, 17, 29)


def test_proqol_counts_each_item_once_in_one_scale() -> None:
    assert sorted(SATISFACTION + BURNOUT + STRESS) == list(range(1, 31))
    scales = {scale.code: scale for scale in shipped("proqol").scales}
    assert scales["satisfaction"].items == tuple(f"q{n}" for n in SATISFACTION)
    assert scales["burnout"].items == tuple(f"q{n}" for n in BURNOUT)
    assert scales["stress"].items == tuple(f"q{n}" for n in STRESS)
    assert scales["burnout"].reversed_items == {f"q{n}" for n in TURNED}


def test_proqol_turns_five_items_round() -> None:
    # Always "never": five items count 1, the five that are turned round count 5.
    scores = score(shipped("proqol"), answers("1" * 30))
    assert scores["burnout"] == ScaleScore(30, 50.0, "moderate")
    assert scores["satisfaction"] == ScaleScore(10, 0.0, "low")
    assert scores["stress"] == ScaleScore(10, 0.0, "low")


@pytest.mark.parametrize("turned", TURNED)
def test_each_turned_item_of_proqol_counts_six_less_its_answer(turned: int) -> None:
    proqol = shipped("proqol")
    before = one(proqol, answers("3" * 30), "burnout").raw
    for value in range(1, 6):
        given = {**answers("3" * 30), f"q{turned}": value}
        assert one(proqol, given, "burnout").raw == before - 3 + (6 - value)


@pytest.mark.parametrize(
    ("raw", "of_100", "band"),
    [
        (10, 0.0, "low"),
        (22, 30.0, "low"),
        (23, 32.5, "moderate"),
        (41, 77.5, "moderate"),
        (42, 80.0, "high"),
        (50, 100.0, "high"),
    ],
)
@pytest.mark.parametrize(
    ("scale", "members"),
    [("satisfaction", SATISFACTION), ("burnout", BURNOUT), ("stress", STRESS)],
)
def test_proqol_bands_from_both_sides(
    scale: str, members: tuple[int, ...], raw: int, of_100: float, band: str
) -> None:
    proqol = shipped("proqol")
    turned = TURNED if scale == "burnout" else ()
    given = {
        f"q{number}": 6 - value if number in turned else value
        for number, value in zip(members, sum_of(10, 1, 5, raw), strict=True)
    }
    assert one(proqol, given, scale) == ScaleScore(raw, of_100, band)
    assert helped(proqol, given) is (band == "high" and scale != "satisfaction")


def cbi(personal: list[int], work: list[int]) -> dict[str, int]:
    given = {f"q{n}": value for n, value in enumerate(personal, 1)}
    return given | {f"q{n}": value for n, value in enumerate(work, 7)}


def test_cbi_is_the_mean_and_turns_the_last_item_round() -> None:
    scores = score(shipped("cbi"), cbi([100, 75, 50, 25, 0, 50], [100, 75, 50, 25, 0, 50, 100]))
    assert scores["personal"] == ScaleScore(50.0, 50.0)
    # (100 + 75 + 50 + 25 + 0 + 50 + 0) / 7
    assert scores["work"] == ScaleScore(300 / 7, 300 / 7)


def test_cbi_takes_the_mean_of_what_was_answered() -> None:
    scores = score(shipped("cbi"), cbi([100, 50, 75], [25, 50, 25, 0]))
    assert scores["personal"] == ScaleScore(75.0, 75.0)
    assert scores["work"] == ScaleScore(25.0, 25.0)


def test_cbi_with_fewer_than_three_of_six_or_four_of_seven_has_no_score() -> None:
    assert score(shipped("cbi"), cbi([100, 100], [100, 100, 100])) == {
        "personal": None,
        "work": None,
    }


def test_cbi_with_only_its_turned_item_and_three_more() -> None:
    given = {"q13": 100, "q7": 100, "q8": 100, "q9": 100}
    assert score(shipped("cbi"), given)["work"] == ScaleScore(75.0, 75.0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (cbi([75] * 6, []), True),
        (cbi([75] * 5 + [50], []), False),
        (cbi([], [75] * 6 + [25]), True),
        (cbi([], [75] * 6 + [50]), False),
        (cbi([100, 100], []), False),
    ],
)
def test_cbi_brings_help_from_75(given: dict[str, int], expected: bool) -> None:
    assert helped(shipped("cbi"), given) is expected


@pytest.mark.parametrize(
    ("total", "metric"),
    [(7, 7.0), (8, 9.51), (14, 15.32), (21, 19.25), (28, 25.03), (34, 32.55), (35, 35.0)],
)
def test_swemwbs_is_converted_to_its_metric_score(total: int, metric: float) -> None:
    given = {f"q{n}": value for n, value in enumerate(sum_of(7, 1, 5, total), 1)}
    assert one(shipped("swemwbs"), given, "score") == ScaleScore(metric, 100 * (metric - 7) / 28)


def test_olbi_means_with_eight_items_turned_round() -> None:
    scores = score(shipped("olbi"), answers("1" * 16))
    # Four of eight are turned round in each scale: (4 x 1 + 4 x 4) / 8.
    assert scores["disengagement"] == ScaleScore(2.5, 50.0)
    assert scores["exhaustion"] == ScaleScore(2.5, 50.0)


def test_olbi_is_worst_where_strong_agreement_meets_the_turned_items() -> None:
    turned = (2, 3, 4, 6, 8, 9, 11, 12)
    given = {f"q{n}": 1 if n in turned else 4 for n in range(1, 17)}
    scores = score(shipped("olbi"), given)
    assert scores["disengagement"] == ScaleScore(4.0, 100.0)
    assert scores["exhaustion"] == ScaleScore(4.0, 100.0)


def test_stss_adds_its_three_groups_of_symptoms() -> None:
    given = answers("1" * 17) | dict.fromkeys(("q2", "q3", "q6", "q10", "q13"), 5) | {"q4": 4}
    scores = score(shipped("stss"), given)
    assert scores["intrusion"] == ScaleScore(25, 100.0)
    assert scores["avoidance"] == ScaleScore(7, 0.0)
    assert scores["arousal"] == ScaleScore(8, 15.0)
    assert scores["total"] == ScaleScore(40, 100 * 23 / 68)


def test_hse_tool_turns_demands_and_relationships_round() -> None:
    scores = score(shipped("hse_it"), answers("5" * 35))
    assert {code: found and found.raw for code, found in scores.items()} == {
        "demands": 1.0,
        "control": 5.0,
        "manager_support": 5.0,
        "peer_support": 5.0,
        "relationships": 1.0,
        "role": 5.0,
        "change": 5.0,
    }


def test_hse_tool_counts_each_item_once() -> None:
    scales = shipped("hse_it").scales
    counted = [code for scale in scales for code in scale.items]
    assert sorted(counted) == sorted(f"q{n}" for n in range(1, 36))
    assert [len(scale.items) for scale in scales] == [8, 6, 5, 4, 4, 5, 3]
