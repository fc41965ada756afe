"""The page types that guidance and learning hang from."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.blocks import ContentBlocks, PathwayBlocks
from cms.fields import StreamField
from cms.models.base import BasePage
from cms.vocabulary import ToolKind
from organisation.models import Node, NodeKind

CHILDREN_A_PAGE = 30
USEFUL = _("Was this page useful?")


class ListingPage(BasePage):
    """A page that lists those below it, as far as the reader may read them."""

    class Meta:
        abstract = True

    # A template's context, and whatever Wagtail's view was routed with.
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below this one, narrowed to what was asked for."""
        from cms.forms.sections import SectionForm  # noqa: PLC0415 -- it needs the models
        from cms.selectors import children_visible_to  # noqa: PLC0415 -- as above

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        form = SectionForm(request.GET, pages=children_visible_to(request.user, self))
        children = Paginator(form.narrowed(), CHILDREN_A_PAGE).get_page(request.GET.get("page"))
        return context | {"children": children, "section_form": form}


class HomePage(ListingPage):
    """The top of the tree. The address / itself belongs to portal's start page."""

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["cms.SectionIndexPage"]
    max_count = 1
    may_be_sensitive = False

    content_panels: ClassVar = [
        HelpPanel(template="cms/admin/home_page_words.html", heading=_("Where these words are")),
        *ListingPage.content_panels,
    ]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page in two queries at any depth, where Wagtail asks two at each level.

        What is left of the path belongs to the deepest page on it: a section of a module, say.
        """
        steps = range(1, len(path_components) + 1)
        paths = [f"{self.url_path}{'/'.join(path_components[:step])}/" for step in steps]
        page = Page.objects.filter(url_path__in=paths).order_by("-depth").first()
        if page is None:
            return super().route(request, path_components)
        beyond = path_components[page.depth - self.depth :]
        return page.specific.route(request, beyond)


class SectionIndexPage(ListingPage):
    """A list of the pages below it: /guidance/, /learning/, and subjects inside guidance."""

    introduction = StreamField(ContentBlocks(), blank=True, default=list)

    reading_fields: ClassVar = (*BasePage.reading_fields, "introduction")

    parent_page_types: ClassVar = ["cms.HomePage", "cms.SectionIndexPage"]
    # A setting, because packages above this one bring page types that hang here too.
    subpage_types: ClassVar = settings.SECTION_SUBPAGE_TYPES
    may_be_sensitive = False

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]


class GuidancePage(BasePage):
    """One piece of guidance that can be read from top to bottom."""

    body = StreamField(ContentBlocks())

    reading_fields: ClassVar = (*BasePage.reading_fields, "body")

    useful_question = USEFUL
    parent_page_types: ClassVar = ["cms.SectionIndexPage", "cms.LocalSectionPage"]
    # A page with a marking has nothing below it, so that no child is left with a milder one.
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]


class ToolPage(BasePage):
    """Something to work with at the desk: a checklist, a template, a pause point."""

    kind = models.CharField(_("kind"), max_length=12, choices=ToolKind)
    body = StreamField(ContentBlocks())

    reading_fields: ClassVar = (*BasePage.reading_fields, "kind", "body")

    useful_question = USEFUL
    parent_page_types: ClassVar = ["cms.SectionIndexPage", "cms.LocalSectionPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("tool")


class LegalUpdatePage(BasePage):
    """A change of the law or its guidance: what it is, from when, and what to do differently."""

    in_force_on = models.DateField(_("in force from"))
    what_to_do = StreamField(
        ContentBlocks(),
        verbose_name=_("what to do"),
        help_text=_("What officers do from now on, first of all."),
    )
    body = StreamField(ContentBlocks(), blank=True, default=list, verbose_name=_("background"))

    reading_fields: ClassVar = (*BasePage.reading_fields, "in_force_on", "what_to_do", "body")

    always_checked = True
    useful_question = USEFUL
    parent_page_types: ClassVar = ["cms.SectionIndexPage", "cms.LocalSectionPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("in_force_on"),
        FieldPanel("what_to_do"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("what_to_do"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("legal update")


class PracticeExamplePage(BasePage):
    """What one force tried and found, shared with all once the national team has adopted it."""

    tried_by = models.ForeignKey(
        # A force is closed, never deleted.
        Node,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("tried by"),
        limit_choices_to={"kind": NodeKind.FORCE},
    )
    body = StreamField(ContentBlocks())

    reading_fields: ClassVar = (*BasePage.reading_fields, "tried_by", "body")

    useful_question = USEFUL
    parent_page_types: ClassVar = ["cms.SectionIndexPage", "cms.PracticeIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("tried_by"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("practice example")


class PathwayPage(BasePage):
    """Pages and modules to go through in order, for somebody new to a role or a subject."""

    introduction = StreamField(ContentBlocks(), blank=True, default=list)
    steps = StreamField(PathwayBlocks())

    reading_fields: ClassVar = (*BasePage.reading_fields, "introduction", "steps")

    useful_question = USEFUL
    parent_page_types: ClassVar = ["cms.SectionIndexPage", "cms.LocalSectionPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("steps"),
    ]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("introduction")]

    # A template's context, and whatever Wagtail's view was routed with.
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the steps that the reader may take."""
        from cms.selectors.pathways import steps_for  # noqa: PLC0415 -- it needs the models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["steps"] = steps_for(request.user, self)
        return context

    class Meta:
        verbose_name = _("learning pathway")
