"""What a force says about its own peer support: who, TRiM, occupational health, how to join."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from organisation.models import Node

LONGEST = 1_000


class ForcePeerSupport(PublicIdModel):
    """One force's page; words about the supporters as a group, never about one of them."""

    # A force is never deleted, and its words belong to no one else.
    force = models.OneToOneField(
        Node, on_delete=models.PROTECT, related_name="+", verbose_name=_("force")
    )
    who_we_are = models.TextField(
        _("who our supporters are"),
        max_length=LONGEST,
        blank=True,
        help_text=_("As a group. No names, no case details."),
    )
    trim = models.TextField(
        _("TRiM"),
        max_length=LONGEST,
        blank=True,
        help_text=_("What it is here and how to ask for it."),
    )
    occupational_health = models.TextField(
        _("occupational health"),
        max_length=LONGEST,
        blank=True,
        help_text=_("How to reach it, and when."),
    )
    how_to_join = models.TextField(
        _("how to become a supporter"),
        max_length=LONGEST,
        blank=True,
        help_text=_("What it takes and whom to ask."),
    )
    # The words stand when the one who looked after them has left.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
    )
    checked_on = models.DateField(_("last checked on"), default=timezone.localdate)
    review_on = models.DateField(_("check again by"))

    class Meta:
        verbose_name = _("peer support at a force")
        verbose_name_plural = _("peer support at forces")
        ordering: ClassVar[list[str]] = ["force__name"]
        constraints = [
            # A slip of the year would otherwise call old words fresh for ever.
            models.CheckConstraint(
                condition=Q(review_on__gt=F("checked_on")), name="peer_support_page_review_follows"
            ),
        ]

    def __str__(self) -> str:
        return self.force.name

    def needs_review(self, on: date) -> bool:
        """Whether the day by which somebody should have checked has passed."""
        return on > self.review_on
