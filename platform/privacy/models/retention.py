"""How long things are kept where the national team chose otherwise, and what was removed."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models


class RetentionOverride(models.Model):
    """A length chosen for one rule, in place of the one that its package declares."""

    code = models.CharField(max_length=80, unique=True)
    keep_days = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    set_by = models.ForeignKey(
        # The choice stands when the one who made it has left.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Nothing at all would be kept: a slip of the hand, never a wish.
            models.CheckConstraint(
                condition=models.Q(keep_days__gte=1), name="privacy_retention_at_least_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class RetentionRun(models.Model):
    """One night's work on one rule: rows older than cut_off were removed."""

    code = models.CharField(max_length=80)
    ran_at = models.DateTimeField()
    cut_off = models.DateTimeField()
    removed = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["code", "-ran_at"], name="privacy_run_newest")]

    def __str__(self) -> str:
        return self.code
