"""The line at the top of every page that says how finished the service is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from core.models import PublicIdModel


class PhaseBanner(RevisionMixin, PublicIdModel):
    """One row, kept with its history by Wagtail's revisions."""

    class Phase(models.TextChoices):
        """How finished the service is, as GOV.UK calls it."""

        ALPHA = "alpha", _("Alpha")
        BETA = "beta", _("Beta")

    single = models.BooleanField(default=True, editable=False)
    is_shown = models.BooleanField(_("shown on every page"), default=True)
    phase = models.CharField(_("phase"), max_length=5, choices=Phase, default=Phase.BETA)
    text = models.CharField(
        _("words"),
        max_length=160,
        blank=True,
        help_text=_(
            "One sentence. Left empty: “This is a new service.” A link to the feedback form "
            "follows by itself."
        ),
    )

    class Meta:
        verbose_name = _("phase banner")
        verbose_name_plural = _("phase banner")
        constraints: ClassVar = [
            # Two editors who both began one must not leave two: which of them would be shown?
            models.UniqueConstraint(fields=["single"], name="cms_phase_banner_only_one"),
            models.CheckConstraint(condition=Q(single=True), name="cms_phase_banner_is_single"),
        ]

    def __str__(self) -> str:
        return str(_("Phase banner"))
