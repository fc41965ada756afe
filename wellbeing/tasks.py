"""What workers do for wellbeing; each may run twice with no second effect."""

from celery import shared_task
from django.utils import timezone

from wellbeing.months import month_of
from wellbeing.services.contact import tell_receivers
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


@shared_task(name="wellbeing.tell_receivers")
def tell_of_contact_requests() -> None:
    """Tell those who were chosen that there is something to read; at fixed hours only."""
    tell_receivers(batch=f"{timezone.localtime():%Y-%m-%d %H}")
