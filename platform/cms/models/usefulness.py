"""How many readers found a page useful: two numbers a month, and nothing about anybody."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models.base import BasePage


class PageUsefulness(models.Model):
    """The answers about one page in one month."""

    # The numbers are a part of the page.
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="usefulness")
    month = models.DateField(_("month"))
    useful = models.PositiveIntegerField(_("yes"), default=0)
    not_useful = models.PositiveIntegerField(_("no"), default=0)

    class Meta:
        ordering: ClassVar = ["-month", "page"]
        verbose_name = _("answers about a page")
        verbose_name_plural = _("was this page useful")
        constraints: ClassVar = [
            # The month's first two answers at once must not begin two counts.
            models.UniqueConstraint(fields=["page", "month"], name="cms_usefulness_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
