"""What somebody learns who compares a year with the next: the limit that HOW_WE_KNOW.md names."""

from datetime import date
from statistics import fmean, stdev

from disclosure.noise import SUM_SD, Label, draw
from tests.support.figures import SECRET

YEAR_BEFORE = [date(2024, month, 1) for month in range(1, 13)]
YEAR_AFTER = [date(2025, month, 1) for month in range(1, 13)]


def average_noise(refs: list[str], months: list[date]) -> float:
    """Return the noise that is left in a year's average of a team's sums."""
    return fmean(draw(SECRET, Label("sample", month, "mood"), refs, SUM_SD) for month in months)


def test_a_joiner_whose_answers_never_change_is_known_after_two_years_to_32_points_at_best() -> (
    None
):
    errors = []
    for team in range(400):
        before = [f"team {team} person {number:02d}" for number in range(12)]
        after = [*before, f"team {team} the joiner"]
        errors.append(average_noise(after, YEAR_AFTER) - average_noise(before, YEAR_BEFORE))

    # 1.96 times 40 times the root of 2/12; four hundred teams know it to a few percent.
    assert abs(fmean(errors)) < 3.5
    assert 29 < 1.96 * stdev(errors) < 35
