"""What workers do; every task takes ids, may run twice, and can be found again from rows."""

from celery import shared_task
from django.utils import timezone

from notifications.services.deliver import deliver_notification


@shared_task(name="notifications.deliver")
def deliver(delivery_id: int) -> None:
    """Send one notification's e-mail."""
    deliver_notification(delivery_id=delivery_id, now=timezone.now())
