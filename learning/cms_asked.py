"""The report for editors: which changes asked how many people to read again, as totals only."""

from typing import Any, cast
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from learning.selectors.asked import asked_by_force, material_versions_shown_to
from learning.withholding import shown_counts

VERSIONS_A_PAGE = 30


# Wagtail's mixin has no types; what it and Django pass on is theirs.
class AskedListView(WagtailAdminTemplateMixin, TemplateView):
    """Every material change of the pages that the editor keeps."""

    page_title = _("Who was asked to read again")
    header_icon = "group"
    template_name = "learning/cms/asked_list.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way down from the first page of the CMS."""
        here = {"url": "", "label": self.page_title}
        return [*self.breadcrumbs_items, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the list."""
        versions = material_versions_shown_to(cast(User, self.request.user))
        page = Paginator(versions, VERSIONS_A_PAGE).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "page_obj": page}


class AskedView(WagtailAdminTemplateMixin, TemplateView):
    """One material change: how many were asked and how many have done it."""

    page_title = _("Who was asked to read again")
    header_icon = "group"
    template_name = "learning/cms/asked.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way down, through the list."""
        above = {"url": reverse("learning_asked"), "label": self.page_title}
        here = {"url": "", "label": self._version().title}
        return [*self.breadcrumbs_items, above, here]

    def _version(self) -> Any:
        if not hasattr(self, "_found"):
            public_id: UUID = self.kwargs["public_id"]
            shown = material_versions_shown_to(cast(User, self.request.user))
            self._found = shown.filter(public_id=public_id).first()
            if self._found is None:
                raise Http404
        return self._found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the version and its counts, as far as they may be shown."""
        version = self._version()
        counts = shown_counts(asked_by_force(version, timezone.localdate()))
        context = super().get_context_data(**kwargs)
        return {**context, "version": version, "counts": counts}
