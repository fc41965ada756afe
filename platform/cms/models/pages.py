"""The page types that guidance and learning hang from."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.blocks import ContentBlocks
from cms.fields import StreamField
from cms.models.base import BasePage

CHILDREN_A_PAGE = 30


class ListingPage(BasePage):
    """A page that lists those below it, as far as the reader may read them."""

    class Meta:
        abstract = True

    # A template's context, and whatever Wagtail's view was routed with.
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below this one."""
        from cms.selectors import children_visible_to  # noqa: PLC0415 -- it needs the models

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        children = children_visible_to(request.user, self)
        context["children"] = Paginator(children, CHILDREN_A_PAGE).get_page(request.GET.get("page"))
        return context


class HomePage(ListingPage):
    """The top of the tree. The address / itself belongs to portal's start page."""

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["cms.SectionIndexPage"]
    max_count = 1
    may_be_sensitive = False

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

    parent_page_types: ClassVar = ["cms.HomePage", "cms.SectionIndexPage"]
    # A setting, because packages above this one bring page types that hang here too.
    subpage_types: ClassVar = settings.SECTION_SUBPAGE_TYPES
    may_be_sensitive = False

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("introduction")]


class GuidancePage(BasePage):
    """One piece of guidance that can be read from top to bottom."""

    body = StreamField(ContentBlocks())

    parent_page_types: ClassVar = ["cms.SectionIndexPage"]
    # A page with a marking has nothing below it, so that no child is left with a milder one.
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("body")]
