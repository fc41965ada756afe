"""Why something on a page that looks like a case detail is none."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.checking.kinds import CaseDetailKind
from cms.models.base import BasePage
from core.models import PublicIdModel


class CaseDetailReason(PublicIdModel):
    """What one editor said of one finding on one page. The finding itself is kept as a digest."""

    # Says something of this page only.
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="case_detail_reasons")
    kind = models.CharField(max_length=16, choices=CaseDetailKind)
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=300)
    person = models.ForeignKey(
        # The reason stays when the person has left.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    said_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-said_at", "-pk"]
        constraints = [
            # The editor saves by itself every moment; one finding keeps one reason.
            models.UniqueConstraint(fields=["page", "digest"], name="cms_case_detail_said_once"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
