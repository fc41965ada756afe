"""Pages that a person keeps at hand. Nobody else sees or counts them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from cms.models.base import BasePage


class Bookmark(models.Model):
    """One page that one person saved."""

    # Private: it goes with the person, and with the page.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-saved_at", "-pk"]
        constraints = [
            # Two presses at once save the page once.
            models.UniqueConstraint(fields=["person", "page"], name="cms_bookmark_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
