"""Worked examples of the control chart's rules, and what a missing month does to each."""

import random

import pytest

from wellbeing.trends.xmr import (
    BASELINE,
    ControlChart,
    Signal,
    SignalKind,
    Values,
    Way,
    control_chart,
    find_signals,
    moving_ranges,
    screened_mean,
)

# Six up, six down: mean 60, every range 2.
ZIGZAG = [59, 61] * 6


def chart_of(values: Values) -> ControlChart:
    chart = control_chart(values)
    assert chart is not None
    return chart


def signals_of(values: Values, mean: float = 60, reach: float = 9) -> list[Signal]:
    return list(find_signals(values, mean, reach))


def test_the_worked_example() -> None:
    # Ranges 4 2 6 3 1 5 2 7 4 3 6: mean 43 / 11 = 3.909; none reaches 3.267 x 3.909 = 12.77.
    values = [60, 64, 62, 68, 65, 66, 61, 63, 56, 60, 57, 63]
    chart = chart_of(values)
    assert chart.mean == pytest.approx(745 / 12)
    assert chart.upper == pytest.approx(745 / 12 + 2.66 * 43 / 11)
    assert chart.lower == pytest.approx(745 / 12 - 2.66 * 43 / 11)
    assert (chart.points, chart.is_trial) == (12, False)


def test_a_range_far_above_the_others_is_dropped_and_the_rest_averaged_anew() -> None:
    # Mean 32 / 11 = 2.909; 3.267 x 2.909 = 9.504; the 12 goes, and ten twos are left.
    assert screened_mean([2] * 10 + [12]) == 2


def test_the_ranges_are_screened_once_and_not_again() -> None:
    # Mean 58 / 12 = 4.83: only the 40 reaches 15.8. Of the rest, 8 would reach 3.267 x 18 / 11 too.
    assert screened_mean([1] * 10 + [8, 40]) == pytest.approx(18 / 11)


def test_where_nothing_ever_moves_the_limits_lie_on_the_mean() -> None:
    chart = chart_of([60] * 12)
    assert (chart.lower, chart.mean, chart.upper, chart.signals) == (60, 60, 60, ())


def test_no_range_is_taken_across_a_missing_month() -> None:
    assert moving_ranges([60, 62, None, 90, 91, None]) == [2, 1]


def test_the_first_twelve_months_are_the_baseline_and_later_ones_do_not_move_it() -> None:
    before, after = chart_of(ZIGZAG), chart_of([*ZIGZAG, 90, 20, 90])
    assert (before.mean, before.lower, before.upper) == (after.mean, after.lower, after.upper)
    assert before.upper == pytest.approx(60 + 2.66 * 2)


def test_the_range_in_whole_numbers_holds_no_month_beyond_a_limit() -> None:
    # Limits 60 -+ 5.32: a 65 is within, a 66 is not.
    assert chart_of(ZIGZAG).whole_range == (55, 65)
    assert chart_of([1, 2] * 6).whole_range == (0, 4)
    assert chart_of([60] * 11 + [61]).whole_range == (60, 60)


def test_the_baseline_counts_figures_and_not_months() -> None:
    values = [59, 61, None, None, *ZIGZAG[:10], 99]
    assert chart_of(values).mean == 60


def test_fewer_than_twelve_months_give_trial_limits() -> None:
    assert chart_of(ZIGZAG[:11]).is_trial
    assert not chart_of(ZIGZAG).is_trial


@pytest.mark.parametrize(
    "values",
    [[], [None] * 20, [60], ZIGZAG[:5], [60, None] * 10, [60, 61, None] * 3],
    ids=["none", "only gaps", "one", "five", "no neighbours", "three ranges"],
)
def test_too_few_months_have_no_chart(values: list[float | None]) -> None:
    assert control_chart(values) is None


def test_a_month_outside_a_limit_is_a_signal_and_one_on_it_is_not() -> None:
    assert signals_of([60, 69, 60, 60, 69.1, 60, 50.9]) == [
        Signal(SignalKind.OUTSIDE, Way.UP, (4,)),
        Signal(SignalKind.OUTSIDE, Way.DOWN, (6,)),
    ]


def test_seven_in_a_row_on_one_side_are_a_signal_and_six_are_not() -> None:
    assert signals_of([61, 62] * 3 + [59]) == []
    assert signals_of([59, 58, 59, 58, 59, 58, 59, 61]) == [
        Signal(SignalKind.ONE_SIDE, Way.DOWN, (0, 1, 2, 3, 4, 5, 6))
    ]


def test_a_longer_run_is_one_signal_with_all_its_months() -> None:
    assert signals_of([59] + [61, 62] * 5) == [
        Signal(SignalKind.ONE_SIDE, Way.UP, tuple(range(1, 11)))
    ]


def test_a_month_on_the_mean_ends_a_run() -> None:
    assert signals_of([61, 62, 61, 60, 61, 62, 61]) == []


def test_a_missing_month_ends_a_run_on_one_side() -> None:
    assert signals_of([61, 62, 61, None, 62, 61, 62, 61]) == []


def test_seven_in_a_row_rising_or_falling_are_a_signal_and_six_are_not() -> None:
    assert signals_of([57, 58, 59, 60, 61, 62, 60]) == []
    rising = [57, 58, 59, 60, 61, 62, 63]
    assert signals_of(rising) == [Signal(SignalKind.STEADY, Way.UP, tuple(range(7)))]
    assert signals_of(rising[::-1]) == [Signal(SignalKind.STEADY, Way.DOWN, tuple(range(7)))]


def test_two_equal_months_end_a_rise() -> None:
    assert signals_of([57, 58, 59, 60, 60, 61, 62, 63]) == []


def test_a_missing_month_ends_a_rise() -> None:
    assert signals_of([55, 56, 57, None, 59, 61, 62, 63, 64]) == []


def test_two_of_three_beyond_two_thirds_of_a_limit_on_one_side_are_a_signal() -> None:
    # Two thirds of 9 is 6: beyond means above 66 or below 54.
    assert signals_of([60, 67, 60, 67, 60]) == [Signal(SignalKind.NEAR_LIMIT, Way.UP, (1, 3))]
    assert signals_of([60, 53, 53, 60]) == [Signal(SignalKind.NEAR_LIMIT, Way.DOWN, (1, 2))]


def test_two_thirds_exactly_opposite_sides_or_four_months_are_no_signal() -> None:
    assert signals_of([60, 66, 66, 60]) == []
    assert signals_of([60, 67, 53, 60]) == []
    assert signals_of([60, 67, 60, 60, 67, 60]) == []


def test_two_of_three_need_three_neighbouring_months() -> None:
    assert signals_of([67, None, 67, 60, 60]) == []
    assert signals_of([60, 67, 67, None]) == [Signal(SignalKind.NEAR_LIMIT, Way.UP, (1, 2))]
    assert signals_of([67, 67, None]) == []


def test_neighbouring_pairs_near_a_limit_are_one_signal_and_distant_ones_two() -> None:
    near = Signal(SignalKind.NEAR_LIMIT, Way.UP, (1, 2, 4))
    assert signals_of([60, 67, 67, 60, 67, 60]) == [near]
    apart = signals_of([67, 67, 60, 60, 60, 67, 67])
    assert [signal.places for signal in apart] == [(0, 1), (5, 6)]


def test_signals_come_in_the_order_in_which_they_end() -> None:
    chart = chart_of([*ZIGZAG, 80, *[61, 62] * 4])
    assert [(signal.kind, signal.last) for signal in chart.signals] == [
        (SignalKind.OUTSIDE, 12),
        (SignalKind.ONE_SIDE, 20),
    ]
    assert chart.standing_out == frozenset(range(11, 21))


def test_about_one_chart_in_three_shows_a_signal_by_chance_over_two_years() -> None:
    chance = random.Random(20)  # noqa: S311 -- a simulation, not a secret
    charts = [
        chart_of([chance.gauss(60, 3) for _month in range(2 * BASELINE)]) for _one in range(2000)
    ]
    share = sum(bool(chart.signals) for chart in charts) / len(charts)
    assert 0.29 < share < 0.38
