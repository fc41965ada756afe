"""Who did what and when: rows that are written once and chained to the row before them."""

from typing import ClassVar

from django.db import models

from audit.querysets import AuditEventQuerySet
from core.models import PublicIdModel
from organisation.models import Node


class AuditEvent(PublicIdModel):
    """One act. The database itself refuses to change or remove it (see the migrations).

    There is no foreign key to a person: the log outlives accounts, and after an erasure the
    random id that stays here leads to nobody.
    """

    force = models.ForeignKey(
        # The log of a force holds its place in the tree; null is the chain of the nation.
        Node,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    number = models.PositiveBigIntegerField()
    occurred_at = models.DateTimeField()
    actor = models.CharField(max_length=36, blank=True)
    action = models.CharField(max_length=80)
    target = models.CharField(max_length=160, blank=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects: ClassVar = AuditEventQuerySet.as_manager()

    class Meta:
        constraints = [
            # The last line of defence against a fork: two writers cannot both follow one row.
            models.UniqueConstraint(
                fields=["force", "number"],
                nulls_distinct=False,
                name="audit_event_one_per_number",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="audit_event_numbers_start_at_one"
            ),
        ]
        indexes = [
            models.Index(fields=["force", "occurred_at"], name="audit_event_by_time"),
            models.Index(fields=["force", "action", "occurred_at"], name="audit_event_by_action"),
            models.Index(fields=["actor", "occurred_at"], name="audit_event_by_actor"),
            models.Index(fields=["target"], name="audit_event_by_target"),
            # Which events are about a person who is neither their actor nor their target.
            models.Index(models.F("details__person"), name="audit_event_by_person"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
