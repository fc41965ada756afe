"""Concerns raised by one of a pair, and the opening of a conversation under two people's eyes."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.crypto.fields import EncryptedJSONField, EncryptedTextField
from organisation.models import Node
from peer_support.models.pairing import Pairing
from peer_support.models.private_row import PrivateRow
from peer_support.querysets import BreakGlassQuerySet, ConcernQuerySet
from peer_support.refs import REF_LENGTH


class Concern(PrivateRow):
    """Something that a safeguarding lead should know.

    raised_by: a pseudonym; whoever reads the concern does not learn who raised it.
    parties: the pseudonyms of both of the pair, in the order of their letters, so that neither ever
    reads it as a safeguarding lead, not even when the pair itself has been erased.
    chosen: the messages that its writer chose to copy, sealed; nothing else of the conversation.
    """

    class State(models.TextChoices):
        """Until a safeguarding lead has dealt with it."""

        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    # A force is never deleted.
    force = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    # The concern is kept when the conversation that it came from is gone.
    pairing = models.ForeignKey(
        Pairing, null=True, on_delete=models.SET_NULL, related_name="concerns"
    )
    raised_by = models.CharField(max_length=REF_LENGTH)
    parties = ArrayField(models.CharField(max_length=REF_LENGTH))
    words = EncryptedTextField()
    chosen: Any = EncryptedJSONField(default=list)  # JSON holds what it holds
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    raised_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects: ClassVar = ConcernQuerySet.as_manager()

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("concern")


class BreakGlass(PrivateRow):
    """One wish to read a conversation because of a concern, with who allowed it and until when."""

    class State(models.TextChoices):
        """Nothing opens before a second person has agreed."""

        ASKED = "asked", _("Waiting for the second approval")
        REFUSED = "refused", _("Refused")
        OPEN = "open", _("Open for reading")
        OVER = "over", _("Over")

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="openings")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    reason = EncryptedTextField()
    # Who opened a conversation stays on record for as long as the record itself.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    # When the reader looked up who the two are; None while they have not.
    names_seen_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects: ClassVar = BreakGlassQuerySet.as_manager()

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("opening of a conversation")
        constraints = [
            # Nobody approves their own wish, not even by two clicks.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="peer_support_second_person_decides",
            ),
            models.UniqueConstraint(
                fields=["concern"],
                condition=Q(state__in=["asked", "open"]),
                name="peer_support_one_opening_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_at"],
                condition=Q(told_at__isnull=True, ends_at__isnull=False),
                name="peer_support_to_be_told",
            ),
        ]

    @property
    def is_live(self) -> bool:
        """Whether it waits for a decision, or was agreed to and has not been ended."""
        return self.state in {self.State.ASKED, self.State.OPEN}

    def is_over(self, now: datetime) -> bool:
        """Whether its hour has passed, even if nothing has marked the row yet."""
        if self.state == self.State.OVER:
            return True
        return self.ends_at is not None and self.ends_at <= now
