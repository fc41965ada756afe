"""Which questions it is time for; a plain rule that knows months only, because answers do."""

from datetime import date

from wellbeing.instruments import Cadence

# Months from one time to the next. What comes round more often than monthly is always welcome.
MONTHS_BETWEEN = {
    Cadence.WEEKLY: 0,
    Cadence.FORTNIGHTLY: 0,
    Cadence.MONTHLY: 1,
    Cadence.QUARTERLY: 3,
}


def is_due(cadence: Cadence, *, last: date | None, today: date) -> bool:
    """Tell whether it is time, given the month in which they were last answered, if ever."""
    return last is None or months_between(last, today) >= MONTHS_BETWEEN[cadence]


def months_between(earlier: date, later: date) -> int:
    """Return how many months lie between the months of two days."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month
