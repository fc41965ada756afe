"""What workers do for learning; each may run twice with no second effect."""

from celery import shared_task
from django.utils import timezone

from learning.services import announce_changes, remind_of_due_learning, remind_to_confirm


@shared_task(name="learning.remind_of_due_learning")
def remind() -> None:
    """Tell people what is due soon and what is overdue today."""
    remind_of_due_learning(on=timezone.localdate())
    remind_to_confirm(on=timezone.localdate())


@shared_task(name="learning.announce_changes")
def announce() -> None:
    """Tell those whom a material change asks, and have not been told."""
    announce_changes(now=timezone.now())
