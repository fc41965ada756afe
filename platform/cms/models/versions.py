"""What each publication of a page changed, for readers and for those who must read it again."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from wagtail.models import Revision

from cms.models.base import BasePage
from cms.vocabulary import ChangeKind, Marking
from core.models import PublicIdModel
from organisation.models import Node


class PageVersion(PublicIdModel):
    """One publication of one page, as it said of itself then; never changed afterwards."""

    # A version is a part of its page's history and of nothing else.
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    revision = models.ForeignKey(
        # What was said of the change outlives a purge of old revisions.
        Revision,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    title = models.CharField(max_length=255)
    kind = models.CharField(max_length=8, choices=ChangeKind)
    note = models.TextField(max_length=1000, blank=True)
    # Who could read it: what it says stays as closed as it was, whatever the page is today.
    audience_roles = ArrayField(models.CharField(max_length=20), default=list)
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.OFFICIAL_SENSITIVE)
    is_public = models.BooleanField(default=False)
    shared_with_cps = models.BooleanField(default=False)
    force = models.ForeignKey(
        # A force is closed, never deleted.
        Node,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirm_days = models.PositiveSmallIntegerField()
    # {"text", "answers": [{"id", "text", "correct"}], "feedback"}, or {} without a question.
    question = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        # The version stays when the person has left.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints = [
            # Two publications at once must not become one version.
            models.UniqueConstraint(fields=["page", "number"], name="cms_version_number_once"),
            # Publishing that runs twice (a worker that was killed) is told of once.
            models.UniqueConstraint(
                fields=["revision"],
                condition=Q(revision__isnull=False),
                name="cms_version_revision_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_sensitive(self) -> bool:
        """Whether the page was marked OFFICIAL-SENSITIVE then."""
        return bool(self.marking == Marking.OFFICIAL_SENSITIVE)
