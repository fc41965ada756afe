"""How many requests to expect and whether places will do: pure arithmetic."""

from peer_support.forecasting import Arrivals, Outlook, Places, forecast, places_within

SOME = Places(supporters=4, free=6, taken=3)


def test_a_steady_flow_goes_on_as_it_was() -> None:
    found = forecast([2] * 12, SOME, pairing_weeks=12)
    # Weeks scatter at least as chance does: 1.28 * sqrt(2) * sqrt(8 + 64 / 12) = 6.6.
    assert found.arrivals == Arrivals(expected=16, low=9, high=23)
    assert found.by_week == (2, 4, 6, 8, 10, 12, 14, 16)


def test_only_the_last_twelve_weeks_count() -> None:
    assert forecast([90] * 5 + [2] * 12, SOME, pairing_weeks=12) == forecast(
        [2] * 12, SOME, pairing_weeks=12
    )


def test_the_range_is_wider_where_weeks_scatter_more() -> None:
    steady = forecast([4] * 8, SOME, pairing_weeks=12).arrivals
    jumping = forecast([0, 8] * 4, SOME, pairing_weeks=12).arrivals
    assert steady is not None
    assert jumping is not None
    assert steady.expected == jumping.expected == 32
    assert jumping.low < steady.low
    assert jumping.high > steady.high


def test_nothing_is_foretold_from_fewer_than_ten_requests_or_eight_weeks() -> None:
    assert forecast([1] * 9, SOME, pairing_weeks=12).arrivals is None
    assert forecast([10] * 7, SOME, pairing_weeks=12).arrivals is None
    withheld = forecast([1] * 9 + [0] * 3, SOME, pairing_weeks=12)
    assert (withheld.by_week, withheld.outlook) == ((), None)
    assert forecast([1] * 10, SOME, pairing_weeks=12).arrivals is not None


def test_places_come_free_at_the_mean_length_of_a_pairing() -> None:
    assert places_within(SOME, 8, pairing_weeks=12) == 8
    assert places_within(SOME, 8, pairing_weeks=4) == 9
    assert places_within(Places(1, 20, 0), 8, pairing_weeks=12) == 8
    assert places_within(Places(0, 0, 0), 8, pairing_weeks=12) == 0


def test_the_outlook_compares_the_range_with_the_places() -> None:
    weekly = [1] * 12
    many, few, none = Places(9, 30, 0), Places(9, 9, 0), Places(9, 3, 0)
    assert forecast(weekly, many, pairing_weeks=12).outlook == Outlook.ENOUGH
    assert forecast(weekly, few, pairing_weeks=12).outlook == Outlook.MAY_RUN_SHORT
    assert forecast(weekly, none, pairing_weeks=12).outlook == Outlook.SHORT
