"""A check-in that was stopped half way."""

import uuid

from django.db import models
from django.db.models import Q

from wellbeing.models.answer import REF_LENGTH


class Draft(models.Model):
    """What was answered so far, sealed with the person's own key; gone once it is handed in."""

    # A counted id would tell in which order people came.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_ref = models.CharField(max_length=REF_LENGTH)
    instrument = models.CharField(max_length=40)
    period = models.DateField()
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            # Two devices that stop at once leave one draft.
            models.UniqueConstraint(
                fields=["subject_ref", "instrument"], name="wellbeing_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(period__day=1), name="wellbeing_draft_is_of_a_month"
            ),
        ]

    def __str__(self) -> str:
        return "Draft"
