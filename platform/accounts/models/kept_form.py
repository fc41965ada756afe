"""What a person had typed when their session ended, sealed, for one hour."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from core.models import PublicIdModel


class KeptForm(PublicIdModel):
    """One form; even the page that it belongs to is sealed, because it may say too much."""

    # Private, and worth nothing to anyone else.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_forms"
    )
    sealed = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    objects: ClassVar = models.Manager["KeptForm"]()

    def __str__(self) -> str:
        return str(self.public_id)
