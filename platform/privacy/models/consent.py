"""Texts that people are asked to agree to, version by version, and who agreed to which."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from core.models import PublicIdModel
from privacy.querysets import ConsentQuerySet, ConsentTextQuerySet


class ConsentText(PublicIdModel):
    """One version of one text; never changed afterwards (the database refuses it)."""

    slug = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    published_at = models.DateTimeField()

    objects: ClassVar = ConsentTextQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two publications at once must not both be "version 3".
            models.UniqueConstraint(fields=["slug", "version"], name="privacy_text_one_version"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.version}"


class Consent(PublicIdModel):
    """One person's agreement to one version of a text, until it is withdrawn."""

    # What a person agreed to is about nobody else: it goes with them.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    # The proof of an agreement is the text itself.
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two clicks on "I agree" are one agreement.
            models.UniqueConstraint(
                fields=["person", "text"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="privacy_consent_given_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
