"""What a person may ask of us: a copy of their data, and that it be erased."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.crypto.fields import EncryptedTextField
from core.models import PublicIdModel
from organisation.models import Node
from privacy.querysets import AccessRequestQuerySet, ErasureRequestQuerySet


class AccessRequest(PublicIdModel):
    """A wish for a copy; the copy itself lies here, sealed, until expires_at."""

    class State(models.TextChoices):
        """From the wish to the day that the copy is gone."""

        ASKED = "asked", _("Being prepared")
        READY = "ready", _("Ready")
        EXPIRED = "expired", _("No longer available")

    # The wish and the copy are the person's own: they go with them.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_requests"
    )
    # Where the person worked when they asked, so that the right officer sees the wish.
    force = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    archive = EncryptedTextField(null=True, editable=False)

    objects: ClassVar = AccessRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two clicks are one wish.
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="asked"), name="privacy_access_asked_once"
            ),
            # A copy must not lie about for longer than the person was told.
            models.CheckConstraint(
                condition=Q(state="ready", archive__isnull=False, expires_at__isnull=False)
                | (~Q(state="ready") & Q(archive__isnull=True)),
                name="privacy_access_copy_only_while_ready",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="privacy_access_due")]

    def __str__(self) -> str:
        return str(self.public_id)


class ErasureRequest(PublicIdModel):
    """A wish to be erased; it is carried out at due_at unless it is withdrawn before."""

    class State(models.TextChoices):
        """Open, taken back, or carried out."""

        ASKED = "asked", _("Waiting")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        DONE = "done", _("Carried out")

    # That an erasure was carried out must be shown later, also when the account is gone.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="erasure_requests",
    )
    force = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ErasureRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two clicks are one wish, with one day on which it is carried out.
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="asked"), name="privacy_erasure_asked_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="privacy_erasure_due")]

    def __str__(self) -> str:
        return str(self.public_id)
