"""An offer of one request to one supporter, and the place that it or a pairing takes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peer_support.models.private_row import PrivateRow
from peer_support.models.request import SupportRequest
from peer_support.models.supporter import Supporter
from peer_support.querysets import OfferQuerySet


class Offer(PrivateRow):
    """One question to one supporter, open until due_at.

    fit: the points of each factor with the version of the rules (matching.fit.Fit.as_json).
    """

    class State(models.TextChoices):
        """How it was answered."""

        LIVE = "live", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Not now")
        KNOWN = "known", _("They know the person")
        EXPIRED = "expired", _("Not answered in time")
        WITHDRAWN = "withdrawn", _("Taken back")

    # The supporter's failed answers, after which the next one is asked.
    FAILED: ClassVar = (State.DECLINED, State.KNOWN, State.EXPIRED)

    # An offer means nothing without its request or its supporter.
    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="offers")
    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="offers")
    state = models.CharField(max_length=10, choices=State, default=State.LIVE)
    was_chosen = models.BooleanField(default=False)
    fit = models.JSONField()
    score = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    name_seen_at = models.DateTimeField(null=True)
    limits_version = models.PositiveSmallIntegerField(null=True)

    objects: ClassVar = OfferQuerySet.as_manager()

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("offer of support")
        constraints = [
            # Two batches at once must not ask two supporters for one request.
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state="live"),
                name="peer_support_one_live_offer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state="live"), name="peer_support_offers_due"
            ),
            models.Index(
                fields=["remind_at"],
                condition=Q(state="live", remind_at__isnull=False),
                name="peer_support_reminders_due",
            ),
        ]


class HeldPlace(PrivateRow):
    """One of a supporter's places, taken by a live offer and then by the pairing of a request."""

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="places")
    request = models.ForeignKey(SupportRequest, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField()

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("taken place of a peer supporter")
        constraints = [
            # A row is there as long as the place is taken: two requests never share one.
            models.UniqueConstraint(
                fields=["supporter", "number"], name="peer_support_place_taken_once"
            ),
            models.UniqueConstraint(fields=["request"], name="peer_support_one_place_a_request"),
        ]
