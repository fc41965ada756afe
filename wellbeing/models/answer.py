"""What a person answered: under a pseudonym, without a time, and sealed with their own key."""

import uuid

from django.db import models
from django.db.models import Q

REF_LENGTH = 64


class Answer(models.Model):
    """One set of answers. There is no link to the person, no order and no time but the month.

    The ciphertext holds the answers and the place that the person worked in; that place does not
    stand beside it, because a pseudonym that moves from team to team is soon somebody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_ref = models.CharField(max_length=REF_LENGTH)
    period = models.DateField()
    instrument = models.CharField(max_length=40)
    nonce = models.BinaryField(max_length=12)
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            # A finer date would tell when somebody sat down to it.
            models.CheckConstraint(
                condition=Q(period__day=1), name="wellbeing_answer_is_of_a_month"
            ),
        ]
        indexes = [
            models.Index(fields=["subject_ref", "period"], name="wellbeing_answers_of_one"),
            models.Index(fields=["period", "subject_ref"], name="wellbeing_answers_of_month"),
        ]

    def __str__(self) -> str:
        return "Answer"
