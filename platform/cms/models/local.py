"""What forces have of their own: a section, a collection of files, panels inside national pages."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Collection, DraftStateMixin, PreviewableMixin, RevisionMixin

from cms.blocks import ContentBlocks
from cms.blocks.panels import PanelBlocks
from cms.fields import StreamField
from cms.models.base import BasePage
from cms.models.pages import ListingPage
from cms.models.versions import PageVersion
from core.models import PublicIdModel
from organisation.models import Node


class LocalSectionPage(ListingPage):
    """A section of one force below /guidance/local/; what hangs from it is that force's own."""

    introduction = StreamField(ContentBlocks(), blank=True, default=list)

    # The first of a force is made by a service, because it says whose it is.
    parent_page_types: ClassVar = ["cms.LocalSectionPage"]
    subpage_types: ClassVar = [
        "cms.LocalSectionPage",
        "cms.GuidancePage",
        "cms.ToolPage",
        "cms.LegalUpdatePage",
        "cms.PathwayPage",
    ]
    may_be_sensitive = False
    template = "cms/section_index_page.html"

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("local section")


class LocalPlace(models.Model):
    """Where a force keeps what it writes: made when its first editor enters the CMS.

    Each part goes when what it names is deleted, and is made again at the next entry.
    """

    # A force is closed, never deleted.
    force = models.OneToOneField(Node, on_delete=models.PROTECT, related_name="+")
    section = models.OneToOneField(LocalSectionPage, on_delete=models.CASCADE, related_name="+")
    collection = models.OneToOneField(Collection, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.force_id)


class ForcePanel(PreviewableMixin, DraftStateMixin, RevisionMixin, PublicIdModel):
    """What one force adds to a national page, shown inside it to that force alone."""

    # A panel says something of its page; without it, it says nothing.
    page = models.ForeignKey(
        BasePage, on_delete=models.CASCADE, related_name="force_panels", verbose_name=_("page")
    )
    # A force is closed, never deleted.
    force = models.ForeignKey(
        Node, on_delete=models.PROTECT, related_name="+", verbose_name=_("force")
    )
    anchor = models.CharField(
        _("place"),
        max_length=36,
        blank=True,
        help_text=_("The panel stands right after this piece of the page."),
    )
    title = models.CharField(
        _("heading"), max_length=120, help_text=_("Readers see it after the name of your force.")
    )
    body = StreamField(PanelBlocks(), verbose_name=_("text"))
    owner = models.ForeignKey(
        # The panel outlives the job of the person who looks after it.
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("Is told when the national page changes."),
    )
    review_on = models.DateField(_("review by"), null=True, blank=True)
    # The piece that it stood after has gone; set with each version of the page, so that a list
    # need not open every page.
    has_moved = models.BooleanField(default=False, editable=False)
    checked_version = models.ForeignKey(
        # None before the page's first version; a version goes only with its page.
        PageVersion,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("local panel")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["page", "force"], name="cms_panels_of_page_and_force"),
        ]

    def __str__(self) -> str:
        return self.title

    # A revision is JSON of any shape.
    def with_content_json(self, content: dict[str, Any]) -> "ForcePanel":
        """Keep what is true of the panel as a whole, whichever revision is looked at."""
        restored: ForcePanel = super().with_content_json(content)
        restored.public_id = self.public_id
        restored.page_id = self.page_id
        restored.force_id = self.force_id
        restored.checked_version_id = self.checked_version_id
        restored.has_moved = self.has_moved
        return restored

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the national page with this panel at its place."""
        from cms.selectors.force_panels import placed_for_preview  # noqa: PLC0415 -- needs models

        page: BasePage = self.page.specific
        context = page.get_context(request) | {"force_panels": placed_for_preview(self, page)}
        return TemplateResponse(request, page.get_template(request), context)
