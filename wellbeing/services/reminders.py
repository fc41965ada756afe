"""What a person chose about reminders: none unless they ask for them."""

from datetime import date

from accounts.models import User
from wellbeing.models import ReminderChoice
from wellbeing.reminder_days import next_monthly, next_weekly


def set_reminder(
    *, person: User, cadence: ReminderChoice.Cadence, day: int, on: date
) -> ReminderChoice:
    """Remind the person on that day of every week or month, the first time after `on`."""
    choice, _is_new = ReminderChoice.objects.update_or_create(
        person=person,
        defaults={
            "cadence": cadence,
            "day": day,
            "next_due": next_day(cadence=cadence, day=day, after=on),
        },
    )
    return choice


def stop_reminders(*, person: User) -> None:
    """Remind the person no more; without a choice this does nothing."""
    ReminderChoice.objects.filter(person=person).delete()


def next_day(*, cadence: str, day: int, after: date) -> date:
    """Return when the next reminder falls."""
    if cadence == ReminderChoice.Cadence.WEEKLY:
        return next_weekly(after=after, weekday=day)
    return next_monthly(after=after, day=day)
