"""Tells a worker that a row is due; if the broker is away, the sweep finds the row."""

import logging
from datetime import datetime
from functools import partial

from celery import Task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def queue_delivery(*, delivery_id: int, due_at: datetime) -> None:
    """Queue the delivery once the transaction holds; one that is due later is left to the sweep."""
    # Tasks import services; the other way round only when there is something to queue.
    from notifications.tasks import deliver  # noqa: PLC0415

    if due_at <= timezone.now():
        transaction.on_commit(partial(send_to_broker, deliver, delivery_id))


def send_to_broker(task: Task[[int], None], row_id: int) -> bool:
    """Publish without waiting for a broker that is away: the person's request must not hang."""
    try:
        task.apply_async((row_id,), retry=False)
    except OperationalError:
        logger.warning("notifications.broker_away")
        return False
    return True
