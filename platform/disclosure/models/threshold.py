"""What a force asked for beyond the least number of people."""

from django.db import models
from django.db.models import Q

from disclosure.threshold import LEAST_PEOPLE
from organisation.models import Node


class ForceThreshold(models.Model):
    """From this month on, figures of the force need this many people."""

    force = models.ForeignKey(
        # A rule that figures were published by stays as long as its force.
        Node,
        on_delete=models.PROTECT,
        related_name="+",
    )
    from_period = models.DateField()
    least = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["force", "from_period"], name="disclosure_one_threshold_a_month"
            ),
            # Not by a page, a shell or a setting.
            models.CheckConstraint(
                condition=Q(least__gte=LEAST_PEOPLE), name="disclosure_threshold_never_below_ten"
            ),
            models.CheckConstraint(
                condition=Q(from_period__day=1), name="disclosure_threshold_from_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.least} from {self.from_period:%Y-%m}"
