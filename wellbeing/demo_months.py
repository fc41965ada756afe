"""Tells the demo's months one after the other: people move, some check in, the month closes."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final

from django.utils import timezone

from disclosure.services import close_period
from wellbeing.demo_content import MONTHS
from wellbeing.demo_forms import Form, forms_of_month, forms_of_officer
from wellbeing.demo_people import change_organisation
from wellbeing.months import COLLECTION, last_day_of, month_of, months_before
from wellbeing.services.many_check_ins import HandedIn, record_check_ins

# A month closes on the third day of the next.
CLOSING_DAY: Final = 3
CLOSING_TIME: Final = time(4)
LUNCH: Final = time(12, 30)


def tell_months(today: date) -> int:
    """Let each month happen and close, then begin the one that is open; return how many answers.

    The officer of the demo has not answered yet this month, so that a visitor can.
    """
    stored = 0
    for month, period in enumerate(closed_months(today), start=1):
        change_organisation(month, period)
        stored += _hand_in(period, forms_of_month(month, period, last_day_of(period)))
        stored += _hand_in(period, forms_of_officer(month, period))
        close_period(collection=COLLECTION, period=period, now=_at(_closing_day(period)))
    for month, period in enumerate(open_months(today), start=MONTHS + 1):
        until = min(today, last_day_of(period))
        stored += _hand_in(period, forms_of_month(month, period, until))
    return stored


def closed_months(today: date) -> list[date]:
    """Return the first days of the last 24 months that may be closed by today, oldest first."""
    back = 1 if today.day >= CLOSING_DAY else 2
    latest = months_before(month_of(today), back)
    return [months_before(latest, count) for count in reversed(range(MONTHS))]


def open_months(today: date) -> list[date]:
    """Return the months that have begun and may not be closed yet."""
    after = months_before(closed_months(today)[-1], -1)
    return [after] if after == month_of(today) else [after, month_of(today)]


def _hand_in(period: date, forms: Iterable[Form]) -> int:
    handed_in = [
        HandedIn(form.person, form.instrument, form.answers, form.id, _at(form.day, LUNCH))
        for form in forms
    ]
    return sum(outcome.stored for outcome in record_check_ins(forms=handed_in, period=period))


def _closing_day(period: date) -> date:
    return months_before(period, -1).replace(day=CLOSING_DAY)


def _at(day: date, hour: time = CLOSING_TIME) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
