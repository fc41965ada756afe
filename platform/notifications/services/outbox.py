"""Moves an outbox row from state to state, always by compare-and-set.

So two workers, a task that the broker gives out twice, or a worker that comes back from the
dead never both act on one row.
"""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from notifications.failures import is_final, was_refused
from notifications.models import Outgoing, State
from notifications.querysets import OutgoingQuerySet
from notifications.states import wait_after

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Outgoing)

# Leaving SENDING always gives up the hold; a constraint of the table insists on it.
NO_HOLD = {"claim": None, "lease_until": None}


@dataclass(frozen=True)
class Claim(Generic[Row]):
    """One worker's hold on one row; held_rows is empty once the hold is lost."""

    row: Row
    held_rows: OutgoingQuerySet[Row]

    @property
    def may_be_sent(self) -> bool:
        """Whether an earlier attempt broke off after the mail server may have taken it."""
        return self.row.handed_over_at is not None


def claim_row(rows: OutgoingQuerySet[Row], *, row_id: int, now: datetime) -> Claim[Row] | None:
    """Take the row, or return None if it is not due, settled, or in another worker's hands."""
    token = uuid.uuid4()
    taken = (
        rows.filter(pk=row_id)
        .claimable(now)
        .update(
            state=State.SENDING,
            claim=token,
            lease_until=now + lease(),
            attempts=F("attempts") + 1,
        )
    )
    if not taken:
        return None
    held_rows = rows.filter(pk=row_id, claim=token)
    return Claim(row=held_rows.get(), held_rows=held_rows)


def hand_over(claim: Claim[Row]) -> bool:
    """Note that the mail server gets the message now; False if the hold ran out meanwhile."""
    now = timezone.now()
    return bool(
        claim.held_rows.filter(lease_until__gt=now).update(
            handed_over_at=now, lease_until=now + lease()
        )
    )


def settle_sent(claim: Claim[Row]) -> bool:
    """Note that the mail server has the message."""
    settled = claim.held_rows.update(
        state=State.SENT, sent_at=timezone.now(), failure="", **NO_HOLD
    )
    return bool(settled)


def settle_failed(claim: Claim[Row], error: Exception) -> None:
    """Put the row back for another attempt, or give up where an operator sees it."""
    wait = None if is_final(error) else wait_after(claim.row.attempts)
    changes: dict[str, object] = {"failure": type(error).__name__, **NO_HOLD}
    if was_refused(error):
        changes["handed_over_at"] = None
    if wait is None:
        changes["state"] = State.FAILED
        logger.error("notifications.given_up")
    else:
        changes |= {"state": State.WAITING, "due_at": timezone.now() + wait}
    claim.held_rows.update(**changes)


def lease() -> timedelta:
    """Return how long a worker may hold a row before another may take it over."""
    return timedelta(seconds=settings.NOTIFICATIONS_LEASE_SECONDS)
