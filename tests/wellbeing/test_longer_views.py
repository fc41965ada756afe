"""Quarters and years are means of published months, and only of whole sets of them."""

from datetime import date

from wellbeing.trends.longer_views import LongerFigure, MonthlyFigure, quarters, years


def months_of(year: int, *means: int, start: int = 1) -> list[MonthlyFigure]:
    return [MonthlyFigure(date(year, start + n, 1), mean) for n, mean in enumerate(means)]


def test_a_quarter_is_the_mean_of_its_three_months() -> None:
    assert quarters(months_of(2026, 60, 61, 65)) == (
        LongerFigure(date(2026, 1, 1), date(2026, 3, 1), 62, ""),
    )


def test_a_quarter_that_lacks_a_month_is_not_shown() -> None:
    assert quarters(months_of(2026, 60, 61)) == ()
    # February to May holds no whole quarter.
    assert quarters(months_of(2026, 60, 61, 62, 63, start=2)) == ()


def test_a_year_needs_all_twelve_months() -> None:
    assert years(months_of(2025, *[60] * 11)) == ()
    assert years(months_of(2025, *[60] * 6, *[70] * 6)) == (
        LongerFigure(date(2025, 1, 1), date(2025, 12, 1), 65, ""),
    )


def test_a_month_at_its_bound_makes_a_quarter_that_says_so() -> None:
    figures = [*months_of(2026, 30, 40), MonthlyFigure(date(2026, 3, 1), 20, "low")]
    assert [(figure.mean, figure.end) for figure in quarters(figures)] == [(30, "low")]


def test_bounds_on_both_sides_make_no_quarter() -> None:
    figures = [
        MonthlyFigure(date(2026, 1, 1), 20, "low"),
        MonthlyFigure(date(2026, 2, 1), 80, "high"),
        MonthlyFigure(date(2026, 3, 1), 50),
    ]
    assert quarters(figures) == ()
