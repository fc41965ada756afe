"""Two people who talk, and the dates of it; no notes, no case text."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peer_support.models.offer import Offer
from peer_support.models.private_row import PrivateRow
from peer_support.models.request import SupportRequest
from peer_support.models.supporter import Supporter
from peer_support.querysets import PairingQuerySet
from peer_support.vocabulary import LengthBand, Mode, Outcome, Topic


class Pairing(PrivateRow):
    """One pair, from acceptance to the end that either side chooses."""

    class State(models.TextChoices):
        """Open or over."""

        ACTIVE = "active", _("Active")
        ENDED = "ended", _("Ended")

    class Side(models.TextChoices):
        """The two people of a pair."""

        REQUESTER = "requester", _("The person who asked")
        SUPPORTER = "supporter", _("The supporter")

    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="pairings")
    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="pairings")
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="pairing")
    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    # The moment of the next prompt to look back together; None after the last.
    review_at = models.DateTimeField(null=True)
    reviews_done = models.PositiveSmallIntegerField(default=0)
    # How many of those prompts each side has answered by going on.
    requester_reviews = models.PositiveSmallIntegerField(default=0)
    supporter_reviews = models.PositiveSmallIntegerField(default=0)
    closes_at = models.DateTimeField()
    last_word_at = models.DateTimeField()
    # Both must wish it before they can be a pair again.
    requester_would_again = models.BooleanField(default=False)
    supporter_would_again = models.BooleanField(default=False)
    feedback_given = models.BooleanField(default=False)

    objects: ClassVar = PairingQuerySet.as_manager()

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("pairing")
        constraints = [
            # Accepting twice, or two acceptances at once, is one pairing.
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state="active"),
                name="peer_support_one_active_pairing",
            ),
            models.CheckConstraint(
                condition=Q(state="active", ended_at__isnull=True)
                | Q(state="ended", ended_at__isnull=False),
                name="peer_support_pairing_ended_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["closes_at"], condition=Q(state="active"), name="peer_support_closing"
            ),
            models.Index(
                fields=["review_at"],
                condition=Q(state="active", review_at__isnull=False),
                name="peer_support_reviews_due",
            ),
        ]


class Session(PrivateRow):
    """One meeting of a pair: day, length band, way and topic, as codes."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    length = models.CharField(max_length=10, choices=LengthBand)
    mode = models.CharField(max_length=10, choices=Mode)
    topic = models.CharField(max_length=20, choices=Topic)

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("session of a pair")
