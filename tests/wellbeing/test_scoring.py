"""Every instrument scores as its publication says: figures worked out by hand, and every edge."""

import math
from itertools import product

import pytest

from tests.factories.instruments import answers, shipped
from wellbeing.exceptions import AnswerOutOfRangeError, UnknownItemError
from wellbeing.instruments import (
    BUILT_IN,
    Instrument,
    ScaleScore,
    is_high_distress,
    is_positive,
    score,
    score_published,
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


# Pulse


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


# ONS4


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


# PHQ-4


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


# WHO-5


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


# ProQOL

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


# Copenhagen Burnout Inventory


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


# The instruments whose licence a force must bring


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


# All of them


@pytest.mark.parametrize("instrument", EVERY, ids=lambda instrument: instrument.code)
def test_an_unknown_question_is_named(instrument: Instrument) -> None:
    with pytest.raises(UnknownItemError) as caught:
        score(instrument, {"q99": 1})
    assert caught.value.item == "q99"
    assert "q99" in str(caught.value.message)


@pytest.mark.parametrize("instrument", EVERY, ids=lambda instrument: instrument.code)
def test_an_answer_that_is_not_offered_is_refused_and_not_repeated(instrument: Instrument) -> None:
    for item in instrument.items:
        for value in (item.least - 1, item.most + 1, 1_000_003, -1_000_003):
            with pytest.raises(AnswerOutOfRangeError) as caught:
                score(instrument, {item.code: value})
            assert caught.value.item == item.code
            assert "1000003" not in str(caught.value.message)


@pytest.mark.parametrize("value", [True, 1.0, "1", None, 50.5])
def test_only_a_whole_number_is_an_answer(value: object) -> None:
    with pytest.raises(AnswerOutOfRangeError):
        score(PHQ4, {"q1": value})  # type: ignore[dict-item] # what a broken caller could pass


def test_a_step_between_the_options_is_refused() -> None:
    with pytest.raises(AnswerOutOfRangeError):
        score(shipped("cbi"), {"q1": 60})


@pytest.mark.parametrize("instrument", EVERY, ids=lambda instrument: instrument.code)
def test_without_answers_there_is_no_score_and_no_help(instrument: Instrument) -> None:
    scores = score(instrument, {})
    assert set(scores.values()) == {None}
    assert not is_high_distress(instrument, scores)


@pytest.mark.parametrize("instrument", EVERY, ids=lambda instrument: instrument.code)
def test_each_missing_answer_takes_the_score_away_unless_the_authors_allow_it(
    instrument: Instrument,
) -> None:
    full = {item.code: item.least for item in instrument.items}
    for scale in instrument.scales:
        for code in scale.items:
            rest = {key: value for key, value in full.items() if key != code}
            missing = score(instrument, rest)[scale.code] is None
            assert missing is (instrument.code != "cbi")


@pytest.mark.parametrize("instrument", EVERY, ids=lambda instrument: instrument.code)
def test_every_scale_runs_exactly_from_0_to_100(instrument: Instrument) -> None:
    for scale in instrument.scales:
        for end, expected in ((0, 0.0), (1, 100.0)):
            given = {}
            for code in scale.items:
                item = instrument.item(code)
                assert item is not None
                top = (code in scale.reversed_items) is (end == 0)
                given[code] = item.most if top else item.least
            assert one(instrument, given, scale.code).out_of_100 == expected


@pytest.mark.parametrize("instrument", EVERY, ids=lambda instrument: instrument.code)
def test_one_step_more_on_any_item_moves_its_scale_the_right_way(instrument: Instrument) -> None:
    for scale in instrument.scales:
        for code in scale.items:
            given = {item.code: sorted(item.values)[1] for item in instrument.items}
            before = one(instrument, given, scale.code).out_of_100
            item = instrument.item(code)
            assert item is not None
            given[code] = sorted(item.values)[2]
            moved = one(instrument, given, scale.code).out_of_100 - before
            assert math.copysign(1, moved) == (-1 if code in scale.reversed_items else 1)


def test_every_possible_phq4_has_exactly_one_band() -> None:
    bands = {"none": range(3), "mild": range(3, 6), "moderate": range(6, 9)}
    for given in product(range(4), repeat=4):
        found = one(PHQ4, {f"q{n}": value for n, value in enumerate(given, 1)}, "total")
        expected = next((code for code, sums in bands.items() if sum(given) in sums), "severe")
        assert found.band == expected


@pytest.mark.parametrize("instrument", EVERY, ids=lambda instrument: instrument.code)
def test_what_is_published_is_scored_like_the_rest(instrument: Instrument) -> None:
    given = {item.code: item.most for item in instrument.items}
    whole = score(instrument, given)
    codes = [scale.code for scale in instrument.published_scales]
    assert score_published(instrument, given) == {code: whole[code] for code in codes}


def test_scoring_does_not_change_the_answers() -> None:
    given = pulse(1, 2, 3, 4, 5)
    score(PULSE, given)
    assert given == pulse(1, 2, 3, 4, 5)
