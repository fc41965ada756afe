"""What those who look after a place write beside its chart."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import PublicIdModel
from organisation.models import Node


class TrendNoteQuerySet(models.QuerySet["TrendNote"]):
    """Notes beside charts."""

    def seen_from(self, place: Node) -> "TrendNoteQuerySet":
        """Those of the place and of every place above it, which are about its people too."""
        return self.filter(place__in=Node.objects.above(place.path))


class TrendNote(PublicIdModel):
    """Something that happened in a month, or what was heard and what was done about it."""

    class Kind(models.TextChoices):
        """A mark on the chart, or an answer to the people of the place."""

        ANNOTATION = "annotation", _("Note on the chart")
        HEARD_AND_DID = "heard_and_did", _("What we heard, what we did")

    # The places stay as long as the figures do, and the note belongs beside them.
    place = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    period = models.DateField()
    kind = models.CharField(max_length=14, choices=Kind)
    text = models.TextField(blank=True)
    heard = models.TextField(blank=True)
    did = models.TextField(blank=True)
    # The note tells of the place and outlasts the one who wrote it.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    objects: ClassVar = TrendNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period__day=1), name="wellbeing_trend_note_is_of_a_month"
            ),
            # A form that lost half of what it was sent would publish an empty promise.
            models.CheckConstraint(
                condition=(
                    (Q(kind="annotation", heard="", did="") & ~Q(text=""))
                    | (Q(kind="heard_and_did", text="") & ~Q(heard="") & ~Q(did=""))
                ),
                name="wellbeing_trend_note_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "-period"], name="wellbeing_notes_of_place"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
