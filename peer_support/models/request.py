"""A wish for support: what is asked for, by whom only the keys tell."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.crypto.fields import EncryptedTextField
from peer_support.models.private_row import PrivateRow
from peer_support.querysets import SupportRequestQuerySet
from peer_support.refs import REF_LENGTH
from peer_support.vocabulary import ForceWish, Gender, Language, Mode


class SupportRequest(PrivateRow):
    """One request.

    requester_ref: the pseudonym (peer_support.refs) by which its person finds it again.
    requester: the person's key, sealed; peer_support.selectors.people opens it.
    """

    class State(models.TextChoices):
        """From the first look at cards to the end."""

        CHOOSING = "choosing", _("Choosing a supporter")
        WAITING = "waiting", _("Looking for a supporter")
        OFFERED = "offered", _("A supporter has been asked")
        PAIRED = "paired", _("Paired")
        ENDED = "ended", _("Ended")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LAPSED = "lapsed", _("Lapsed")

    class Urgency(models.TextChoices):
        """How soon."""

        ROUTINE = "routine", _("In the next days")
        URGENT = "urgent", _("As soon as possible")

    OPEN: ClassVar = (State.CHOOSING, State.WAITING, State.OFFERED, State.PAIRED)

    requester_ref = models.CharField(max_length=REF_LENGTH)
    requester = EncryptedTextField()
    state = models.CharField(max_length=10, choices=State, default=State.CHOOSING)
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.ROUTINE)
    topics = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    required_topics = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.REMOTE)
    language = models.CharField(max_length=4, choices=Language, default=Language.ENGLISH)
    slots = ArrayField(models.CharField(max_length=8), default=list)
    gender_wish = models.CharField(max_length=12, choices=Gender, blank=True)
    gender_is_required = models.BooleanField(default=False)
    force_wish = models.CharField(max_length=5, choices=ForceWish, blank=True)
    force_is_required = models.BooleanField(default=False)
    rank_gap_most = models.PositiveSmallIntegerField(null=True)
    own_team_allowed = models.BooleanField(default=False)
    limits_version = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    # Since when nobody has been found; the tiers and the coordinator go by it.
    waiting_since = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    coordinator_asked_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)

    objects: ClassVar = SupportRequestQuerySet.as_manager()

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("request for support")
        constraints = [
            # Two clicks, or two devices, ask once.
            models.UniqueConstraint(
                fields=["requester_ref"],
                condition=Q(state__in=["choosing", "waiting", "offered", "paired"]),
                name="peer_support_one_open_request",
            ),
        ]
        indexes = [
            models.Index(fields=["requester_ref"], name="peer_support_request_of_one"),
            models.Index(
                fields=["waiting_since"],
                condition=Q(state="waiting"),
                name="peer_support_backlog",
            ),
        ]
