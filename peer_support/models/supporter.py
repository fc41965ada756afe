"""Who listens: the profile, what was decided about it, and its training and supervision."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.crypto.fields import EncryptedJSONField, EncryptedTextField
from peer_support.limits import LEAST_CAPACITY, MOST_CAPACITY, USUAL_CAPACITY
from peer_support.models.private_row import PrivateRow
from peer_support.querysets import SupporterQuerySet
from peer_support.refs import REF_LENGTH
from peer_support.vocabulary import Gender, Language, Mode, Topic


def _codes(longest: int) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=longest), default=list, blank=True)


class Supporter(PrivateRow):
    """One person as a supporter.

    topics: what the person is trained in, from recorded trainings alone; wished_topics: what they
    would like to be trained in, which counts for nothing else.
    bar_ref: under which the person stands in lists of who is never a pair (peer_support.refs).
    lived: topics of own experience; only with lived_counts are they part of the fit; never shown.
    held: places taken now, by live offers and by pairings; changed with HeldPlace rows alone.
    """

    class State(models.TextChoices):
        """From the application on."""

        APPLIED = "applied", _("Applied")
        DECLINED = "declined", _("Not taken on")
        ACTIVE = "active", _("Active")
        PAUSED = "paused", _("Paused")
        LEFT = "left", _("Has left")
        DESELECTED = "deselected", _("No longer a supporter")

    # A profile is about one person alone and goes with them.
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    bar_ref = models.CharField(max_length=REF_LENGTH, unique=True, editable=False)
    state = models.CharField(max_length=12, choices=State, default=State.APPLIED)
    alias = models.CharField(_("name on your card"), max_length=40)
    gender = models.CharField(max_length=12, choices=Gender, default=Gender.NOT_SAID)
    languages = _codes(4)
    topics = _codes(20)
    wished_topics = _codes(20)
    modes = _codes(10)
    slots = _codes(8)
    lived: Any = EncryptedJSONField(default=list)  # JSON holds what it holds
    lived_counts = models.BooleanField(default=False)
    motivation = EncryptedTextField(null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(default=USUAL_CAPACITY)
    held = models.PositiveSmallIntegerField(default=0)
    training_due_on = models.DateField(null=True)
    supervision_due_on = models.DateField(null=True)
    last_taken_at = models.DateTimeField(null=True)
    paused_until = models.DateField(null=True)
    paused_kindly_at = models.DateTimeField(null=True)
    applied_on = models.DateField()

    objects: ClassVar = SupporterQuerySet.as_manager()

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("peer supporter")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__range=(LEAST_CAPACITY, MOST_CAPACITY)),
                name="peer_support_capacity_in_range",
            ),
            # Two acceptances at once must not fill a place that is not there.
            models.CheckConstraint(
                condition=Q(held__lte=F("capacity")), name="peer_support_never_over_capacity"
            ),
        ]
        indexes = [
            models.Index(
                fields=["gender"], condition=Q(state="active"), name="peer_support_active_gender"
            ),
            # For its statistics: how many have a free place decides how candidates are best found.
            models.Index(F("capacity") - F("held"), name="peer_support_free_places"),
            GinIndex(fields=["topics"], name="peer_support_topics"),
            GinIndex(fields=["languages"], name="peer_support_languages"),
            GinIndex(fields=["slots"], name="peer_support_slots"),
        ]

    @property
    def topic_words(self) -> list[str]:
        """What the supporter is trained in, in words."""
        return [str(Topic(code).label) for code in self.topics]

    @property
    def language_words(self) -> list[str]:
        """In which languages they listen, in words."""
        return [str(Language(code).label) for code in self.languages]

    @property
    def mode_words(self) -> list[str]:
        """How they meet, in words."""
        return [str(Mode(code).label) for code in self.modes]


class SupporterDecision(PrivateRow):
    """What the panel or a coordinator decided about a supporter, and why."""

    class Kind(models.TextChoices):
        """The decisions there are."""

        TAKEN_ON = "taken_on", _("Taken on")
        DECLINED = "declined", _("Not taken on")
        DESELECTED = "deselected", _("De-selected")

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind)
    panel = EncryptedTextField(_("who decided"))
    reason = EncryptedTextField()
    decided_on = models.DateField()
    # The decision stands when the one who wrote it down has left.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("decision about a peer supporter")


class SupporterRecord(PrivateRow):
    """One training or supervision, with where the proof of it is kept."""

    class Kind(models.TextChoices):
        """What is renewed from time to time."""

        TRAINING = "training", _("Training")
        SUPERVISION = "supervision", _("Supervision")

    supporter = models.ForeignKey(Supporter, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(max_length=12, choices=Kind)
    held_on = models.DateField()
    due_again_on = models.DateField()
    topics = _codes(20)
    evidence = EncryptedTextField()
    # The record stands when the one who wrote it down has left.
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("training or supervision of a peer supporter")
        constraints = [
            # A slip of the year would otherwise call an old training fresh.
            models.CheckConstraint(
                condition=Q(due_again_on__gt=F("held_on")), name="peer_support_due_after_held"
            ),
        ]

    @property
    def topic_words(self) -> list[str]:
        """What the training covered, in words."""
        return [str(Topic(code).label) for code in self.topics]
