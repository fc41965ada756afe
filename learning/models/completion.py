"""The record that a person completed a module: written once, then left alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from core.models import PublicIdModel
from learning.certificate_codes import new_code
from learning.models.module import ModulePage


class Completion(PublicIdModel):
    """One pass. A trigger refuses every change but taking the person's name off it."""

    class Source(models.TextChoices):
        """How we know."""

        QUIZ = "quiz", _("Passed the quiz")
        READING = "reading", _("Read every section")

    person = models.ForeignKey(
        # Erasure takes the person off and leaves the count of completions right.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="completions",
    )
    # What was learned must stay readable for as long as the record that says so.
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="completions")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    module_title = models.CharField(max_length=255)
    version_label = models.CharField(max_length=20)
    published_on = models.DateField()
    completed_on = models.DateField()
    score = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=10, choices=Source)
    verification_code = models.CharField(max_length=20, unique=True, default=new_code)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=100),
                name="learning_completion_score_is_a_percentage",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "module", "-completed_on"], name="learning_completed"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
