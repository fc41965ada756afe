"""The weekly email, one row a person and week."""

from django.conf import settings
from django.db import models

from notifications.models.outgoing import Outgoing
from notifications.querysets import DigestQuerySet


class Digest(Outgoing):
    """One person's digest for the week that starts on the Monday week_of."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,  # private to its owner, and goes with them
        related_name="notification_digests",
    )
    week_of = models.DateField()

    objects = DigestQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        constraints = [
            *Outgoing.Meta.constraints,
            # However often the sweep runs, a week has one digest.
            models.UniqueConstraint(
                fields=["recipient", "week_of"], name="notifications_one_digest_a_week"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
