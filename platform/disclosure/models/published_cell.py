"""The figures of closed months: written once, then refused any change by the database itself."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod

from disclosure.threshold import LEAST_FOR_BANDS, LEAST_FOR_ROLES, LEAST_PEOPLE
from organisation.models import Node


class PublishedCell(models.Model):
    """One measure of one group in one month, as rounded as it is shown.

    Pages, files and mails read nothing else. There is no row for what is hidden.
    """

    class End(models.TextChoices):
        """A mean beyond which nothing is said: "20 or lower", "80 or higher"."""

        NONE = ""
        LOW = "low"
        HIGH = "high"

    class Response(models.TextChoices):
        """Which part of the group took part, for units and larger places."""

        UNTOLD = ""
        UNDER_40 = "under_40"
        FROM_40 = "40_60"
        FROM_60 = "60_80"
        OVER_80 = "over_80"

    collection = models.CharField(max_length=20)
    period = models.DateField()
    measure = models.CharField(max_length=40)
    place = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20, blank=True)
    mean = models.SmallIntegerField()
    end = models.CharField(max_length=4, choices=End, blank=True)
    low = models.SmallIntegerField()
    high = models.SmallIntegerField()
    people = models.IntegerField()
    response = models.CharField(max_length=8, choices=Response, blank=True)
    # Band code to percent in steps of five; 10 stands for "10% or less", 90 for "90% or more".
    bands = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            # A figure that exists twice could be asked twice.
            models.UniqueConstraint(
                fields=["collection", "place", "measure", "role", "period"],
                name="disclosure_one_cell",
            ),
            # Whatever a setting, a page or a slip in the engine says.
            models.CheckConstraint(
                condition=Q(people__gte=LEAST_PEOPLE), name="disclosure_cell_of_ten_people"
            ),
            # An exact count tells who stayed away.
            models.CheckConstraint(
                condition=Q(people=F("people") - Mod(F("people"), 5)),
                name="disclosure_cell_people_rounded",
            ),
            models.CheckConstraint(
                condition=Q(role="") | Q(people__gte=LEAST_FOR_ROLES),
                name="disclosure_cell_of_role_of_thirty",
            ),
            models.CheckConstraint(
                condition=Q(bands={}) | Q(people__gte=LEAST_FOR_BANDS),
                name="disclosure_cell_bands_of_thirty",
            ),
            models.CheckConstraint(
                condition=Q(mean__gte=0, mean__lte=100, low__gte=0, high__lte=100)
                & Q(low__lte=F("mean"), high__gte=F("mean")),
                name="disclosure_cell_within_the_scale",
            ),
            models.CheckConstraint(
                condition=Q(period__day=1), name="disclosure_cell_is_of_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection} {self.measure} {self.period:%Y-%m}"
