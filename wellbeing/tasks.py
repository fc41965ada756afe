"""What workers do for wellbeing; each may run twice with no second effect."""

from celery import shared_task
from django.utils import timezone

from wellbeing.months import month_of
from wellbeing.services.send_reminders import send_due_reminders
from wellbeing.services.shuffling import shuffle_rows


@shared_task(name="wellbeing.send_due_reminders")
def remind() -> None:
    """Remind those who asked for it on this day."""
    send_due_reminders(on=timezone.localdate())


@shared_task(name="wellbeing.shuffle_rows")
def shuffle() -> None:
    """Let the order of private rows tell nothing of the day on which they were written."""
    shuffle_rows(period=month_of(timezone.localdate()))
