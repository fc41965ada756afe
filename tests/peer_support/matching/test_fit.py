"""Each factor of the fit by itself, and how its points are rounded."""

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest

from peer_support.matching.facts import Ask, Bearer
from peer_support.matching.fit import Fit, Weights, fit, share_of

ASK = Ask(id="r1", person="p1", force="avon", region="west", role="investigator", rank=2)
TWIN = Bearer(id="s1", person="p2", force="avon", region="west", role="investigator", rank=2)
FOUR = frozenset({"a", "b", "c", "d"})
THREE = frozenset({"a", "b", "c"})

FACTORS: tuple[tuple[str, dict[str, object], dict[str, object], int], ...] = (
    ("topic", {}, {}, 250),
    ("topic", {"topics": FOUR}, {}, 0),
    ("topic", {"topics": FOUR}, {"topics": FOUR}, 250),
    ("topic", {"topics": FOUR}, {"topics": frozenset({"a"})}, 62),
    ("topic", {"topics": FOUR}, {"topics": frozenset({"a", "z"})}, 62),
    ("topic", {"topics": FOUR}, {"topics": frozenset({"a", "b"})}, 125),
    ("topic", {"topics": FOUR}, {"topics": frozenset({"a", "b", "c"})}, 188),
    ("topic", {"topics": THREE}, {"topics": frozenset({"a"})}, 83),
    ("topic", {"topics": THREE}, {"topics": frozenset({"a", "b"})}, 167),
    ("role", {}, {}, 200),
    ("role", {}, {"role": "solo"}, 0),
    ("role", {"role": ""}, {"role": ""}, 0),
    ("lived", {}, {"lived": FOUR}, 0),
    ("lived", {"topics": FOUR}, {}, 0),
    ("lived", {"topics": FOUR}, {"lived": frozenset({"a"})}, 38),
    ("lived", {"topics": FOUR}, {"lived": frozenset({"a", "b", "c"})}, 112),
    ("lived", {"topics": FOUR}, {"lived": FOUR}, 150),
    ("gender", {}, {"gender": "man"}, 100),
    ("gender", {"gender": "woman"}, {"gender": "woman"}, 100),
    ("gender", {"gender": "woman"}, {"gender": "man"}, 0),
    ("gender", {"gender": "woman", "gender_required": True}, {"gender": "woman"}, 100),
    ("force", {}, {"force": "kent"}, 100),
    ("force", {"force_wish": "same"}, {}, 100),
    ("force", {"force_wish": "same"}, {"force": "kent"}, 0),
    ("force", {"force_wish": "other"}, {}, 0),
    ("force", {"force_wish": "other"}, {"force": "kent"}, 100),
    ("force", {"force_wish": "other", "force_required": True}, {"force": "kent"}, 100),
    ("rank", {}, {}, 100),
    ("rank", {}, {"rank": 1}, 67),
    ("rank", {}, {"rank": 3}, 67),
    ("rank", {}, {"rank": 4}, 33),
    ("rank", {}, {"rank": 5}, 0),
    ("rank", {}, {"rank": 9}, 0),
    ("reach", {}, {}, 100),
    ("reach", {}, {"region": "east"}, 0),
    ("reach", {"region": ""}, {"region": ""}, 0),
)


@pytest.mark.parametrize(("factor", "of_ask", "of_bearer", "points"), FACTORS)
def test_each_factor_gives_its_points(
    factor: str, of_ask: dict[str, object], of_bearer: dict[str, object], points: int
) -> None:
    ask, bearer = replace(ASK, **of_ask), replace(TWIN, **of_bearer)  # type: ignore[arg-type] # a table
    assert getattr(fit(ask, bearer), factor) == points


def test_the_best_fit_is_a_thousand_points() -> None:
    ask = replace(ASK, topics=FOUR, gender="woman", force_wish="same")
    assert fit(ask, replace(TWIN, topics=FOUR, lived=FOUR, gender="woman")).score == 1000


def test_the_worst_fit_is_no_points() -> None:
    ask = replace(ASK, topics=FOUR, gender="woman", force_wish="same")
    far = Bearer(id="s1", person="p2", force="kent", region="east", role="solo", rank=9)
    assert fit(ask, far).score == 0


def test_the_score_is_the_sum_of_the_factors_that_are_shown() -> None:
    found = fit(replace(ASK, topics=THREE), replace(TWIN, topics=frozenset({"a"}), rank=4))
    assert found.score == 83 + 200 + 0 + 100 + 100 + 33 + 100


def test_other_weights_are_used_throughout() -> None:
    weights = Weights(topic=8, role=7, lived=6, gender=5, force=4, rank=3, reach=2)
    ask = replace(ASK, topics=FOUR)
    found = fit(ask, replace(TWIN, topics=FOUR, lived=FOUR), weights)
    assert found.score == 8 + 7 + 6 + 5 + 4 + 3 + 2


@pytest.mark.parametrize(
    ("points", "part", "whole", "rounded"),
    [(1, 1, 2, 0), (3, 1, 2, 2), (5, 1, 2, 2), (7, 1, 2, 4), (250, 1, 4, 62), (150, 1, 4, 38)],
)
def test_halves_go_to_the_even_neighbour(points: int, part: int, whole: int, rounded: int) -> None:
    assert share_of(points, part, whole) == rounded


def test_shares_are_rounded_like_exact_fractions() -> None:
    for points in (100, 150, 200, 250, 333):
        for whole in range(1, 17):
            for part in range(whole + 1):
                assert share_of(points, part, whole) == round(Fraction(points * part, whole))


def test_shares_are_rounded_like_decimals() -> None:
    exact = Decimal(250) * 3 / 4
    assert share_of(250, 3, 4) == int(exact.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def test_a_fit_that_was_kept_reads_back_the_same() -> None:
    found = fit(replace(ASK, topics=THREE), replace(TWIN, topics=frozenset({"a"})))
    assert Fit.from_json(found.as_json()) == found


def test_a_fit_names_the_rules_that_it_was_made_under() -> None:
    assert fit(ASK, TWIN).as_json()["version"] == "rules 1, fit 1"


def test_a_damaged_fit_is_not_read() -> None:
    with pytest.raises(KeyError):
        Fit.from_json({"topic": 250})
