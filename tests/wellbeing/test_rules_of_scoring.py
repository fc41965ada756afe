"""What holds of every instrument, whatever it asks."""

import math
from itertools import product

import pytest

from tests.factories.instruments import shipped
from tests.wellbeing.scoring import EVERY, PHQ4, PULSE, one, pulse
from wellbeing.exceptions import AnswerOutOfRangeError, UnknownItemError
from wellbeing.instruments import (
    Instrument,
    is_high_distress,
    score,
    score_published,
)


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
