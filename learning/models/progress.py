"""How far a person has come in a module."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from learning.models.module import ModulePage


class ModuleProgress(models.Model):
    """One row for a person and a module: which sections are behind them, and where they are."""

    # Private to the person, and gone with the account or the module.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="module_progress"
    )
    module = models.ForeignKey(ModulePage, on_delete=models.CASCADE, related_name="progress")
    # Keys of sections read or skipped; the two are not told apart, so a skip costs nothing.
    seen_keys = ArrayField(models.UUIDField(), default=list)
    current_key = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Two devices that start at once must end up with one record.
            models.UniqueConstraint(fields=["person", "module"], name="learning_progress_once"),
        ]
        indexes = [
            models.Index(fields=["person", "-updated_at"], name="learning_progress_latest"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
