"""An invitation to open an account: who, until when, and whether its mail has left."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel

VALID_FOR = timedelta(days=7)


def valid_until() -> datetime:
    """When an invitation made now runs out."""
    return timezone.now() + VALID_FOR


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions that are asked of invitations more than once."""

    def open(self) -> "InvitationQuerySet":
        """Those that may still be accepted or sent, unless their time has run out."""
        return self.filter(state__in=OPEN_STATES)

    def to_send(self, now: datetime) -> "InvitationQuerySet":
        """Those whose mail is due."""
        return self.filter(state=Invitation.State.PENDING, due_at__lte=now, person__is_active=True)


class Invitation(PublicIdModel):
    """One link, sent to one person, that works once."""

    class State(models.TextChoices):
        """Pending until the mail has left; superseded by a newer link."""

        PENDING = "pending", _("To be sent")
        SENT = "sent", _("Sent")
        ACCEPTED = "accepted", _("Accepted")
        SUPERSEDED = "superseded", _("Replaced by a newer link")

    # It has no meaning without the account that it opens.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations"
    )
    # The invitation stands when the administrator has left.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=12, choices=State, default=State.PENDING)
    # Only a digest: a copy of the database opens no account.
    token_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(default=valid_until)

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            # Two clicks on "send again" must not leave two working links.
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["pending", "sent"]),
                name="accounts_one_open_invitation",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state="pending"),
                name="accounts_invitation_to_send",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def is_usable(self, now: datetime) -> bool:
        """Whether its link opens the account."""
        return self.state in OPEN_STATES and now < self.expires_at and self.person.is_active


OPEN_STATES = frozenset({Invitation.State.PENDING, Invitation.State.SENT})
