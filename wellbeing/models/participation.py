"""That a person took part in a month that is still open; read by no page but their own."""

import uuid

from django.db import models
from django.db.models import Q

from wellbeing.models.answer import REF_LENGTH


class Participation(models.Model):
    """This person, this month, and nothing else; cleared when the month closes."""

    # A counted id would tell in which order people came.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_ref = models.CharField(max_length=REF_LENGTH)
    period = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_ref", "period"], name="wellbeing_one_participation"
            ),
            models.CheckConstraint(
                condition=Q(period__day=1), name="wellbeing_participation_is_of_a_month"
            ),
        ]

    def __str__(self) -> str:
        return "Participation"
