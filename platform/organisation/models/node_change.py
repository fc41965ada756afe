"""What happened to the places of the tree, so that it can be read as it stood on any day."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from organisation.models.node import Node


class NodeChange(PublicIdModel):
    """One change to one place; a merge names the place that took over as place_after."""

    class Kind(models.TextChoices):
        """What was done."""

        OPENED = "opened", _("Opened")
        RENAMED = "renamed", _("Renamed")
        MOVED = "moved", _("Moved")
        MERGED = "merged", _("Merged into another")
        CLOSED = "closed", _("Closed")

    # History holds its places: the database itself refuses to delete one that has any.
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    effective_on = models.DateField()
    name_before = models.CharField(max_length=120, blank=True)
    name_after = models.CharField(max_length=120, blank=True)
    place_before = models.ForeignKey(
        Node, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place_after = models.ForeignKey(
        Node, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The change stands when the one who made it has gone; the audit log keeps who it was.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-effective_on", "-pk"]
        indexes = [
            models.Index(fields=["node", "effective_on"], name="organisation_node_history"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
