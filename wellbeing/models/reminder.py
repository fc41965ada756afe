"""When a person wants to be reminded; it says nothing about whether they ever check in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReminderChoice(models.Model):
    """A person's own wish; without a row, nobody is reminded of anything.

    It names the person, because mail has to reach them. So reminders go out on their fixed days
    whether or not the person checked in: whoever sees the mail pass learns nothing.
    """

    class Cadence(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,  # a wish means nothing without its owner
        related_name="wellbeing_reminder",
    )
    cadence = models.CharField(max_length=10, choices=Cadence)
    # Of the week, 1 (Monday) to 7; of the month, 1 to 28, which every month has.
    day = models.PositiveSmallIntegerField()
    next_due = models.DateField()

    class Meta:
        constraints = [
            # Another day would never come, and the person would wait in vain.
            models.CheckConstraint(
                condition=Q(cadence="weekly", day__range=(1, 7))
                | Q(cadence="monthly", day__range=(1, 28)),
                name="wellbeing_reminder_day_comes",
            ),
        ]
        indexes = [models.Index(fields=["next_due"], name="wellbeing_reminders_due")]

    def __str__(self) -> str:
        return "Reminder"
