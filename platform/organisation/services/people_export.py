"""Writes down that somebody took the list of a force's people away."""

from accounts.models import User
from core.events import record_event
from organisation.models import Node


def record_export(*, actor: User, force: Node, rows: int) -> None:
    """Record who exported how many people."""
    record_event(
        actor=actor,
        action="organisation.people_exported",
        force_id=force.pk,
        target=f"organisation.node:{force.public_id}",
        details={"rows": rows},
    )
