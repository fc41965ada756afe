"""Questions about assignments that are asked more than once."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from learning.models import Assignment  # noqa: F401 -- for the types


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """What is required of people."""

    def in_force(self, on: date) -> "AssignmentQuerySet":
        """Those that hold on the given day, for modules that can be read."""
        return self.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
            starts_on__lte=on,
            module__live=True,
        )
