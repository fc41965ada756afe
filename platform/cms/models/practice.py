"""Practice that forces offer to each other, and the list of what has been adopted."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.fields import ChoiceArrayField
from cms.models.pages import PracticeExamplePage, SectionIndexPage
from cms.vocabulary import Pillar
from core.models import PublicIdModel
from organisation.models import Node, NodeKind


class PracticeIndexPage(SectionIndexPage):
    """Every practice example, to be narrowed by phase, force, pillar and evidence."""

    # Made by a service, once.
    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar = ["cms.PracticeExamplePage"]
    max_count = 1
    template = "cms/practice_index_page.html"

    class Meta:
        verbose_name = _("practice section")

    # A template's context, and whatever Wagtail's view was routed with.
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the examples that answer the filters."""
        from cms.practice_filters import practice_list  # noqa: PLC0415 -- needs the models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | practice_list(request, self)


class PracticeOffer(PublicIdModel):
    """What a force tried and offers to all; the national team adopts it, or says why not."""

    class State(models.TextChoices):
        """Decided once; an offer that was declined can be made again as a new one."""

        OFFERED = "offered", _("Waiting for the national team")
        ADOPTED = "adopted", _("Adopted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn by the force")

    # A force is closed, never deleted.
    force = models.ForeignKey(
        Node,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": NodeKind.FORCE},
        verbose_name=_("force"),
    )
    offered_by = models.ForeignKey(
        # The offer is the force's and outlives the job of the person who wrote it.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    offered_at = models.DateTimeField(default=timezone.now)
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("summary"), max_length=500)
    pillars = ChoiceArrayField(
        models.CharField(max_length=10, choices=Pillar), verbose_name=_("pillars"), default=list
    )
    problem = models.TextField(_("the problem"), max_length=3000)
    tried = models.TextField(_("what you did"), max_length=3000)
    found = models.TextField(_("what you found"), max_length=3000)
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    decided_at = models.DateTimeField(null=True, blank=True)
    # What the force is told when the answer is no.
    reason = models.TextField(max_length=1000, blank=True)
    page = models.OneToOneField(
        # The answer stands when the page has gone.
        PracticeExamplePage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering: ClassVar = ["-offered_at", "-pk"]
        constraints = [
            # A force is owed an answer, and a no is owed a reason.
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="cms_practice_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", decided_at__isnull=True)
                | (~Q(state="offered") & Q(decided_at__isnull=False)),
                name="cms_practice_decided_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == self.State.OFFERED


class PracticeStep(models.Model):
    """One thing that happened to an offer, and who did it."""

    # The steps are the offer's history and go with it.
    offer = models.ForeignKey(PracticeOffer, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=PracticeOffer.State)
    by = models.ForeignKey(
        # What was decided stays when the person has left.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField()
    note = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints = [
            # A decision that runs twice leaves one step.
            models.UniqueConstraint(fields=["offer", "state"], name="cms_practice_step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.state}"
