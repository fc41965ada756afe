"""What a person writes for themselves."""

import uuid

from django.db import models
from django.db.models import Q

from wellbeing.models.answer import REF_LENGTH


class Note(models.Model):
    """A note of a month, for the person's own eyes, sealed with their own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_ref = models.CharField(max_length=REF_LENGTH)
    period = models.DateField()
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(period__day=1), name="wellbeing_note_is_of_a_month"),
        ]
        indexes = [
            models.Index(fields=["subject_ref", "period"], name="wellbeing_notes_of_one"),
        ]

    def __str__(self) -> str:
        return "Note"
