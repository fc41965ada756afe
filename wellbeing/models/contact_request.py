"""A wish to be contacted: what the person chose to share, sealed, and nothing of who asked."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.crypto.fields import EncryptedJSONField
from organisation.models import Node
from wellbeing.help_services import HelpService
from wellbeing.models.answer import REF_LENGTH
from wellbeing.querysets import ContactRequestQuerySet


class ContactRequest(models.Model):
    """One wish to be contacted.

    requester: a pseudonym of its own, so that not even the person's check-ins share it.
    content: SharedContent as a mapping; what the person left out is not there.
    Days, never times: a moment would stand beside the moment of somebody's sign-in.
    """

    class State(models.TextChoices):
        """Waiting until somebody has been in touch, or the person takes it back."""

        WAITING = "waiting", _("Waiting for contact")
        DONE = "done", _("Marked as done")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    # The key of the table too: a counted one would tell in which order people asked.
    public_id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    requester = models.CharField(max_length=REF_LENGTH)
    # A force is never deleted.
    force = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=20, choices=HelpService)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    content: Any = EncryptedJSONField(null=True)  # JSON holds what it holds
    was_told = models.BooleanField(default=False)
    asked_on = models.DateField()
    settled_on = models.DateField(null=True)

    objects: ClassVar = ContactRequestQuerySet.as_manager()

    # Wagtail would keep a row of its own about every row that leads to a place.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            # Two clicks, or two devices, ask once.
            models.UniqueConstraint(
                fields=["requester", "service"],
                condition=Q(state="waiting"),
                name="wellbeing_one_open_contact_request",
            ),
            # Taking it back takes back what was shared, whichever way it is done.
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(content__isnull=True),
                name="wellbeing_withdrawn_shares_nothing",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_on__isnull=True)
                | (~Q(state="waiting") & Q(settled_on__isnull=False)),
                name="wellbeing_contact_request_settled_on",
            ),
        ]
        indexes = [
            models.Index(fields=["force", "service", "state"], name="wellbeing_contact_open"),
            models.Index(fields=["requester"], name="wellbeing_contact_of_one"),
        ]

    def __str__(self) -> str:
        return "Contact request"
