"""A month that was closed, the tree as it stood then, and what the auditor needs to look again."""

from django.db import models
from django.db.models import Q

from core.crypto.fields import EncryptedJSONField
from core.models import PublicIdModel
from organisation.models import Node, NodeKind


class Closing(PublicIdModel):
    """One month of one collection of figures. Once CLOSED, the database refuses to change it."""

    class State(models.TextChoices):
        """CLOSING is seen by nobody but the transaction that closes."""

        CLOSING = "closing"
        CLOSED = "closed"
        FAILED = "failed"

    collection = models.CharField(max_length=20)
    period = models.DateField()
    state = models.CharField(max_length=7, choices=State)
    # Measure, role and place whose figure the auditor refused; never a value.
    failed_cell = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            # Two workers that close at once must not publish a month twice.
            models.UniqueConstraint(
                fields=["collection", "period"], name="disclosure_one_closing_a_month"
            ),
            models.CheckConstraint(
                condition=Q(period__day=1),
                name="disclosure_closing_is_of_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection} {self.period:%Y-%m}"


class FrozenPlace(models.Model):
    """A place as it stood at the end of a closed month: the tree that its figures belong to."""

    closing = models.ForeignKey(
        # What was published and the tree that it was published in stand together.
        Closing,
        on_delete=models.PROTECT,
        related_name="places",
    )
    place = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=NodeKind)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "place"], name="disclosure_one_frozen_place_a_month"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AuditRecord(PublicIdModel):
    """What the auditor saw before the month was published: exact counts and totals, sealed.

    The pages never read it: with exact counts, a reader could see that everyone took part.
    """

    closing = models.OneToOneField(Closing, on_delete=models.PROTECT, related_name="audit_record")
    content = EncryptedJSONField()

    def __str__(self) -> str:
        return str(self.public_id)
