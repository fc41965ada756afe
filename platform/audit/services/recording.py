"""Appends one event to its chain, inside the transaction of the act that it records."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from audit.hashing import GENESIS, Entry, chain_name, chained_hash
from audit.models import AuditEvent
from core.events import Detail

# The first half of our advisory locks' keys, so that no other lock of the site meets them.
LOCK_SPACE = 0x41554449
NATION_LOCK = 0


def record_event(
    *,
    actor: User | None,
    action: str,
    force_id: int | None,
    target: str = "",
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Append an event to the chain of the force, or of the nation if force_id is None.

    The chain stays locked until the caller's transaction ends, so record at its end rather
    than at its start. Outside a transaction the event is a transaction of its own.
    """
    checked = _checked_details(details or {})
    # No savepoint of its own: the act and its event stand or fall together.
    with transaction.atomic(savepoint=False):
        _lock_chain(force_id)
        _append(
            force_id=force_id,
            occurred_at=timezone.now(),
            actor=str(actor.public_id) if actor else "",
            action=action,
            target=target,
            details=checked,
        )


def _checked_details(details: Mapping[str, Detail]) -> dict[str, Detail]:
    """Refuse what JSON would bring back as something else, because its hash would differ."""
    for name, value in details.items():
        if value is not None and not isinstance(value, str | int):
            raise TypeError(f"The detail {name} must be text, a whole number, yes or no, or None.")
    return dict(details)


def _lock_chain(force_id: int | None) -> None:
    """Wait until no other transaction is adding to the chain."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, force_id or NATION_LOCK]
        )


def _append(
    *,
    force_id: int | None,
    occurred_at: datetime,
    actor: str,
    action: str,
    target: str,
    details: Mapping[str, Detail],
) -> None:
    last = AuditEvent.objects.chain(force_id).values_list("number", "hash").last()
    number, previous_hash = (last[0] + 1, last[1]) if last else (1, GENESIS)
    public_id = uuid.uuid4()
    entry = Entry(
        chain=chain_name(force_id),
        number=number,
        public_id=str(public_id),
        occurred_at=occurred_at,
        actor=actor,
        action=action,
        target=target,
        details=details,
    )
    AuditEvent.objects.create(
        public_id=public_id,
        force_id=force_id,
        number=number,
        occurred_at=occurred_at,
        actor=actor,
        action=action,
        target=target,
        details=dict(details),
        previous_hash=previous_hash,
        hash=chained_hash(previous_hash, entry),
    )
