"""Ranks and staff grades, from the lists that forces share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rank(models.Model):
    """A rank or staff grade; order sorts lists and measures the gap between officers."""

    class Kind(models.TextChoices):
        """Officers have warrants, staff have grades."""

        OFFICER = "officer", _("Police officer")
        STAFF = "staff", _("Police staff")

    name = models.CharField(max_length=80, unique=True)
    short = models.CharField(max_length=20, unique=True)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
