"""The state machine that every email of ours goes through, one row an email."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from notifications.states import State


class Outgoing(PublicIdModel):
    """An email to send once.

    claim and lease_until say which worker holds the row and until when; handed_over_at is set
    just before the message is given to the mail server, so that a row found with it set may
    already have been delivered. The message id comes from public_id and never changes.
    """

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    handed_over_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    failure = models.CharField(max_length=100, blank=True, help_text=_("The kind of failure."))

    class Meta:
        abstract = True
        constraints = [
            # A row in flight without a lease would never be picked up again.
            models.CheckConstraint(
                condition=Q(state=State.SENDING, claim__isnull=False, lease_until__isnull=False)
                | (~Q(state=State.SENDING) & Q(claim__isnull=True, lease_until__isnull=True)),
                name="%(app_label)s_%(class)s_lease_while_sending",
            ),
            # "Sent" without a time, or a time without "sent", would hide a lost message.
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="%(app_label)s_%(class)s_time_when_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=[State.WAITING, State.SENDING]),
                name="%(app_label)s_%(class)s_due",
            )
        ]
