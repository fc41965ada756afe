"""Questions that are asked of the audit log more than once."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from audit.models import AuditEvent  # noqa: F401 -- for the types


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """The log, chain by chain."""

    def chain(self, force_id: int | None) -> "AuditEventQuerySet":
        """One chain from its first row on; None is the chain of the nation."""
        return self.filter(force_id=force_id).order_by("number")
