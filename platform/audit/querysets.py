"""Questions that are asked of the audit log more than once."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.models import User
from organisation.models import Node, Role
from organisation.selectors import roles_of

if TYPE_CHECKING:
    from audit.models import AuditEvent  # noqa: F401 -- for the types


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """The log, chain by chain."""

    def chain(self, force_id: int | None) -> "AuditEventQuerySet":
        """One chain from its first row on; None is the chain of the nation."""
        return self.filter(force_id=force_id).order_by("number")

    def visible_to(self, user: User) -> "AuditEventQuerySet":
        """What a data protection officer answers for; nothing for anybody else."""
        visible = Q(pk__in=())
        for held in roles_of(user):
            if held.role == Role.DPO:
                visible |= Q(force__path__startswith=held.scope_path)
            if held.role == Role.DPO and len(held.scope_path) == Node.steplen:
                visible |= Q(force__isnull=True)
        return self.filter(visible)

    def about(self, person_id: str) -> "AuditEventQuerySet":
        """What the person did, and what was done to them or their account."""
        account = f"{User._meta.label_lower}:{person_id}"
        return self.filter(Q(actor=person_id) | Q(target=account) | Q(details__person=person_id))
