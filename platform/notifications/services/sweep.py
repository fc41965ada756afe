"""Finds what is due from rows alone, so that a lost broker or worker loses nothing."""

import logging
from datetime import datetime, timedelta

from notifications.models import Delivery, Digest, State
from notifications.services.outbox import NO_HOLD
from notifications.services.queue import queue_again

logger = logging.getLogger(__name__)

# What has just come due is with the broker already.
GRACE = timedelta(seconds=10)
MOST_AT_ONCE = 500


def sweep_outbox(*, now: datetime) -> int:
    """Queue again what is due and not being sent; return how many rows were queued."""
    # Tasks import services; the other way round only when there is something to queue.
    from notifications.tasks import deliver, send_digest  # noqa: PLC0415

    give_up_cut_off(now=now)
    count = 0
    for rows, task in ((Delivery.objects.all(), deliver), (Digest.objects.all(), send_digest)):
        due = rows.claimable(now - GRACE).order_by("due_at")[:MOST_AT_ONCE]
        count += queue_again(task, due.values_list("pk", flat=True))
    return count


def give_up_cut_off(*, now: datetime) -> None:
    """Fail what killed its worker on every attempt, so that an operator sees it."""
    for rows in (Delivery.objects.cut_off(now), Digest.objects.cut_off(now)):
        if rows.update(state=State.FAILED, failure="WorkerDied", **NO_HOLD):
            logger.error("notifications.given_up")


def retry_failed(*, now: datetime) -> int:
    """Start again what had failed for good; for an operator who has put the cause right."""
    fresh = {"state": State.WAITING, "attempts": 0, "due_at": now, "failure": ""}
    return sum(
        rows.update(**fresh) for rows in (Delivery.objects.failed(), Digest.objects.failed())
    )
