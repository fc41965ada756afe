"""How a person wants to use check-ins: pause, leave, come back, keep what is old."""

from datetime import date, timedelta
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from wellbeing.exceptions import PauseRefusedError
from wellbeing.keys import subject_ref_of
from wellbeing.models import Draft, Participation, Preference
from wellbeing.services.erasure import erase_rows_of
from wellbeing.services.locks import lock_subject
from wellbeing.services.reminders import stop_reminders

LONGEST_PAUSE = timedelta(days=366)


class _Choice(TypedDict, total=False):
    paused_until: date | None
    has_left: bool
    keeps_history: bool


def pause(*, person: User, until: date, today: date) -> None:
    """Ask for nothing before the given day; raise PauseRefusedError if it is past or too far."""
    if not today < until <= today + LONGEST_PAUSE:
        raise PauseRefusedError(_("Choose a day after today and within a year."))
    _choose(subject_ref_of(person), {"paused_until": until})


def resume(*, person: User) -> None:
    """End a pause; nothing happens without one."""
    _choose(subject_ref_of(person), {"paused_until": None})


def keep_history(*, person: User, keep: bool) -> None:
    """Keep answers for one's own history beyond the usual time, or let them go in time again."""
    _choose(subject_ref_of(person), {"keeps_history": keep})


@transaction.atomic
def leave(*, person: User, erase_everything: bool = False) -> None:
    """Stop taking part: drafts, reminders and the mark of this month go at once.

    Answers stay in the person's own history, unless they choose to erase everything; those of a
    month that is still open no longer join its group figures either way.
    """
    ref = subject_ref_of(person)
    lock_subject(ref)
    if erase_everything:
        erase_rows_of(ref)
    Draft.objects.filter(subject_ref=ref).delete()
    Participation.objects.filter(subject_ref=ref).delete()
    stop_reminders(person=person)
    _choose(ref, {"has_left": True, "paused_until": None})


def rejoin(*, person: User) -> None:
    """Take part again; the history that was kept is there as before."""
    _choose(subject_ref_of(person), {"has_left": False})


def _choose(ref: str, choice: _Choice) -> None:
    Preference.objects.update_or_create(subject_ref=ref, defaults=choice)
