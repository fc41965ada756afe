"""A sum is kept so far from its ends that everyone could still have any score."""

from itertools import product

import pytest

from disclosure.bounding import bounded, colluders, widest_margin
from disclosure.counting import doubted, rounded_down


@pytest.mark.parametrize(
    ("people", "least", "greatest"),
    [(10, 200, 800), (19, 200, 1700), (20, 300, 1700), (21, 300, 1800), (500, 300, 49700)],
)
def test_sums_are_clipped_at_both_ends(people: int, least: int, greatest: int) -> None:
    assert bounded(-50.0, people) == bounded(least - 0.1, people) == least
    assert bounded(greatest + 0.1, people) == bounded(1e9, people) == greatest
    assert bounded(least + 0.25, people) == least + 0.25


@pytest.mark.parametrize("people", range(10, 60))
def test_with_known_colleagues_another_could_still_have_any_score(people: int) -> None:
    known = colluders(people)
    assert known == (1 if people < 20 else 2)
    for end, told, score in product((-1e9, 1e9), (0, 100 * known), (0, 100)):
        left = bounded(end, people) - told - score
        assert 0 <= left <= 100 * (people - 1 - known)


@pytest.mark.parametrize(("shown", "percent"), [(10, 20), (15, 15), (20, 15), (30, 10), (60, 5)])
def test_an_end_is_worded_by_the_shown_number(shown: int, percent: float) -> None:
    assert widest_margin(shown) == pytest.approx(percent)


@pytest.mark.parametrize("members", range(12, 80))
def test_the_worded_end_is_true_of_every_number_that_it_may_stand_for(members: int) -> None:
    for people in range(10, members + 1):
        end = widest_margin(rounded_down(doubted(people, members)))
        assert bounded(0, people) / people <= end
