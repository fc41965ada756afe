"""How each person wants to hear from us; without a row, the defaults hold."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.notification_kinds import Category


class CategoryChoice(models.Model):
    """What a person chose for one category."""

    class Choice(models.TextChoices):
        NOW = "now", _("Email straight away")
        WEEKLY = "weekly", _("Weekly email")
        IN_APP = "in_app", _("Only in Lodestar")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,  # a preference means nothing without its owner
        related_name="notification_choices",
    )
    category = models.CharField(max_length=20, choices=Category)
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        constraints = [
            # Two forms saved at once must not leave two answers.
            models.UniqueConstraint(
                fields=["person", "category"], name="notifications_one_choice_a_category"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.choice}"


class QuietHours(models.Model):
    """The hours, by the clock in London, in which a person gets no email from us."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,  # a preference means nothing without its owner
        related_name="notification_quiet_hours",
    )
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [
            # The same time twice would mean never or always; we could not tell which.
            models.CheckConstraint(
                condition=~Q(starts=F("ends")), name="notifications_quiet_hours_have_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}-{self.ends:%H:%M}"
