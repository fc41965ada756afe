"""What runs in the background: one sweep that closes the months that are due."""

from celery import shared_task
from django.utils import timezone

from disclosure import services


@shared_task(name="disclosure.close_due_months")
def close_due_months() -> None:
    """Close what is due; a second run finds nothing left to do."""
    services.close_due_months(now=timezone.now())
