"""What workers do; every task takes ids, may run twice, and can be found again from rows."""

from celery import shared_task
from django.utils import timezone

from notifications.services.deliver import deliver_notification
from notifications.services.digest import deliver_digest, gather_digests
from notifications.services.sweep import sweep_outbox


@shared_task(name="notifications.deliver")
def deliver(delivery_id: int) -> None:
    """Send one notification's email."""
    deliver_notification(delivery_id=delivery_id, now=timezone.now())


@shared_task(name="notifications.send_digest")
def send_digest(digest_id: int) -> None:
    """Send one person's weekly email."""
    deliver_digest(digest_id=digest_id, now=timezone.now())


@shared_task(name="notifications.sweep")
def sweep() -> None:
    """Queue again whatever is due."""
    sweep_outbox(now=timezone.now())


@shared_task(name="notifications.gather_digests")
def gather() -> None:
    """Make the weekly emails that are due."""
    gather_digests(now=timezone.now())
