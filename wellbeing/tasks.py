"""What workers do for wellbeing; each may run twice with no second effect."""

from celery import shared_task
from django.utils import timezone

from wellbeing.services.send_reminders import send_due_reminders


@shared_task(name="wellbeing.send_due_reminders")
def remind() -> None:
    """Remind those who asked for it on this day."""
    send_due_reminders(on=timezone.localdate())
