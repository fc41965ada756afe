"""How a person wants to use check-ins."""

from django.db import models

from wellbeing.models.answer import REF_LENGTH


class Preference(models.Model):
    """Without a row, nothing is paused, nobody has left, and old answers are removed in time."""

    subject_ref = models.CharField(max_length=REF_LENGTH, primary_key=True)
    paused_until = models.DateField(null=True, blank=True)
    has_left = models.BooleanField(default=False)
    keeps_history = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "Preference"
