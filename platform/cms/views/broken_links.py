"""The list of broken links in the CMS, for those who can mend them."""

from typing import Any

from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.selectors.links import broken_links_within_reach_of, external_links_are_checked


class BrokenLinksView(WagtailAdminTemplateMixin, TemplateView):
    """Where each stands, where it led, and since when it does not."""

    template_name = "cms/admin/broken_links.html"
    page_title = gettext_lazy("Broken links")
    header_icon = "link"

    # What Wagtail's own views hand over.
    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way down from the first page of the CMS."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    # A template's context, as Django passes it.
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the links that the person can mend."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["links"] = broken_links_within_reach_of(self.request.user)
        context["others_are_checked"] = external_links_are_checked()
        return context
