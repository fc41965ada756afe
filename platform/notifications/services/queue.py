"""Tells a worker that a row is due; if the broker is away, the sweep finds the row."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

if TYPE_CHECKING:
    from celery import Task

logger = logging.getLogger(__name__)

# A task goes stale before the sweep's repetitions of it pile up behind a worker that is away.
STALE_AFTER = 60


def queue_delivery(*, delivery_id: int, due_at: datetime) -> None:
    """Queue the delivery once the transaction holds; one that is due later is left to the sweep."""
    # Tasks import services; the other way round only when there is something to queue.
    from notifications.tasks import deliver  # noqa: PLC0415

    if due_at <= timezone.now():
        transaction.on_commit(partial(send_to_broker, deliver, delivery_id))


def queue_digest(*, digest_id: int) -> None:
    """Queue the digest once the transaction holds."""
    from notifications.tasks import send_digest  # noqa: PLC0415 -- as above

    transaction.on_commit(partial(send_to_broker, send_digest, digest_id))


def queue_again(task: "Task[[int], None]", row_ids: Iterable[int]) -> int:
    """Queue rows that the sweep found; stop at the first that the broker does not take."""
    count = 0
    for row_id in row_ids:
        if not send_to_broker(task, row_id):
            break
        count += 1
    return count


def send_to_broker(task: "Task[[int], None]", row_id: int) -> bool:
    """Publish without waiting for a broker that is away: the person's request must not hang."""
    try:
        task.apply_async((row_id,), retry=False, expires=STALE_AFTER)
    except OperationalError:
        logger.warning("notifications.broker_away")
        return False
    return True
