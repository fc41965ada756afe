"""Reading the log is itself an act that the log holds."""

from django.db import transaction

from accounts.models import User
from audit.selectors import LogFilter, chains_overseen_by
from audit.services.recording import record_event


@transaction.atomic
def record_reading(*, reader: User, narrowing: LogFilter, action: str, page: int) -> None:
    """Record who looked at which part of the log, in each chain that they answer for."""
    for force_id in chains_overseen_by(reader):
        record_event(
            actor=reader,
            action=action,
            force_id=force_id,
            details={
                "since": narrowing.since.isoformat(timespec="minutes"),
                "before": narrowing.before.isoformat("T", "minutes") if narrowing.before else None,
                "action": narrowing.action,
                "person": narrowing.person_id,
                "page": page,
            },
        )
