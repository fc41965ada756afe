"""Tells a worker that a row is due, once it is there; if the broker is away, a sweep finds it."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def queue_when_committed(task_name: str, row_id: int) -> None:
    """Queue the task of this name for the row when the transaction holds.

    By name, because tasks import services and not the other way round.
    """
    transaction.on_commit(partial(_publish, task_name, row_id))


def _publish(task_name: str, row_id: int) -> None:
    """Publish without waiting for a broker that is away: a person's request must not hang."""
    try:
        current_app.send_task(task_name, args=(row_id,), retry=False)
    except OperationalError:
        logger.warning("core.broker_away")
