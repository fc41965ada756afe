"""What workers do for learning; it may run twice with no second effect."""

from celery import shared_task
from django.utils import timezone

from learning.services import remind_of_due_learning


@shared_task(name="learning.remind_of_due_learning")
def remind() -> None:
    """Tell people what is due soon and what is overdue today."""
    remind_of_due_learning(on=timezone.localdate())
