"""What the directory and the check of links add to the CMS: an address, and the way to it."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.editing.support_services import SupportServicePolicy, SupportServiceViewSet
from cms.models import SupportService
from cms.policies import may_enter_cms
from cms.views.broken_links import BrokenLinksView

register_permission_policy(SupportService, SupportServicePolicy(SupportService))
register_snippet(SupportServiceViewSet)


class BrokenLinksItem(MenuItem):
    """The way to the list of broken links."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only those who keep pages or entries have any."""
        return may_enter_cms(request.user)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator] # Wagtail has no types
def addresses_of_links() -> list[URLPattern]:
    """The list of broken links, behind the door of the CMS."""
    return [path("broken-links/", BrokenLinksView.as_view(), name="cms_broken_links")]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator] # as above
def lead_to_broken_links() -> MenuItem:
    """For whoever may mend one."""
    return BrokenLinksItem(
        _("Broken links"), reverse_lazy("cms_broken_links"), icon_name="link", order=900
    )
