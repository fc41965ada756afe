"""Which questions it is time for, worked out from the person's own rows and shown to them only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from wellbeing.instruments import Instrument
from wellbeing.instruments.registry import available_instruments
from wellbeing.keys import subject_ref_of
from wellbeing.limits import is_used_up
from wellbeing.models import Answer, Preference
from wellbeing.months import month_of


@dataclass(frozen=True, slots=True)
class DueInstrument:
    """Questions that can be answered now, and the month that the answers would belong to."""

    instrument: Instrument
    period: date


def due_instruments(person: User, on: date) -> list[DueInstrument]:
    """Return what can be answered, the usual check-in first; nothing for a person who has left.

    Weekly questions are there every time up to their limit in a month, monthly ones until they
    are answered in the month, quarterly ones when three months went by. A pause hides nothing.
    """
    ref = subject_ref_of(person)
    answered = defaultdict(list)
    for code, month in Answer.objects.filter(subject_ref=ref).values_list("instrument", "period"):
        answered[code].append(month)
    if Preference.objects.filter(pk=ref, has_left=True).exists():
        return []
    period = month_of(on)
    return [
        DueInstrument(instrument, period)
        for code, instrument in available_instruments().items()
        if not is_used_up(instrument.cadence, answered[code], period)
    ]
