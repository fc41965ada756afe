"""How the person wants to use check-ins."""

from datetime import date

from accounts.models import User
from wellbeing.keys import subject_ref_of
from wellbeing.models import Preference


def preference_of(person: User) -> Preference:
    """Return the person's choices; without a row, the ones that hold for everyone. Unsaved."""
    ref = subject_ref_of(person)
    return Preference.objects.filter(pk=ref).first() or Preference(subject_ref=ref)


def wants_no_reminder(person: User, on: date) -> bool:
    """Whether the person has left or pauses on that day, by their own choice."""
    choice = preference_of(person)
    return choice.has_left or (choice.paused_until is not None and choice.paused_until > on)
