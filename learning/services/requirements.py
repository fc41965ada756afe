"""Requires a module of people, and takes that back."""

from datetime import date

from django.db import transaction

from accounts.models import User
from core.events import record_event
from learning.models import Assignment, ModulePage
from organisation.models import Node
from organisation.selectors import force_id_of


@transaction.atomic
def require_module(
    *,
    actor: User | None,
    module: ModulePage,
    starts_on: date,
    audience_role: str = "",
    node: Node | None = None,
    due_days: int | None = None,
    due_on: date | None = None,
) -> Assignment:
    """Require the module of a role in a place (empty: of every role, everywhere)."""
    assignment = Assignment(
        module=module,
        audience_role=audience_role,
        node=node,
        starts_on=starts_on,
        due_days=due_days,
        due_on=due_on,
        created_by=actor,
    )
    assignment.full_clean()
    assignment.save()
    record_assignment(actor=actor, assignment=assignment, action="learning.module_required")
    return assignment


def record_assignment(*, actor: User | None, assignment: Assignment, action: str) -> None:
    """Write the event of a change to what is required."""
    record_event(
        actor=actor,
        action=action,
        force_id=force_id_of(actor) if actor else None,
        target=f"learning.assignment:{assignment.public_id}",
        details={
            "module": assignment.module.slug,
            "role": assignment.audience_role,
            "place": assignment.node.slug if assignment.node else "",
        },
    )
