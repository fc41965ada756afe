"""What a person is told, and the email that tells them to look."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from notifications.models.digest import Digest
from notifications.models.outgoing import Outgoing
from notifications.querysets import DeliveryQuerySet, NotificationQuerySet


class Notification(PublicIdModel):
    """One thing told to one person; the row itself is the entry in their list."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,  # private to its owner, and goes with them
        related_name="notifications",
    )
    kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=120)
    url = models.CharField(max_length=300, blank=True)
    params = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            # Telling twice (a task that ran again, a double click) is telling once.
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject_key"], name="notifications_told_once"
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-due_at", "-id"], name="notifications_list"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Delivery(Outgoing):
    """The way of one notification through one channel; the list in the site needs none."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("Email")

    notification = models.ForeignKey(
        Notification, on_delete=models.CASCADE, related_name="deliveries"
    )
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    # Once a digest is gone by retention, what it carried is still known to have been sent.
    digest = models.ForeignKey(
        Digest, null=True, blank=True, on_delete=models.SET_NULL, related_name="deliveries"
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        constraints = [
            *Outgoing.Meta.constraints,
            # Two rows for one channel would be two emails.
            models.UniqueConstraint(
                fields=["notification", "channel"], name="notifications_one_delivery_a_channel"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
