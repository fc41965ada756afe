"""Where Wagtail asks us: before it serves a page, and for the way back out of the editing pages."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.models import BasePage
from cms.policies import may_read


# Wagtail passes what the page was routed with.
@hooks.register("before_serve_page")  # type: ignore[untyped-decorator] # Wagtail has no types
def let_in_readers_only(
    page: Page, request: HttpRequest, _args: list[Any], _kwargs: dict[str, Any]
) -> HttpResponse | None:
    """Serve a page only to those who may read it; to others it is not there.

    A page of a type that is not ours has no rule, and so no readers.
    """
    if isinstance(page, BasePage) and may_read(request.user, page):
        return None
    if request.user.is_anonymous:
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    raise Http404


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator] # as above
def lead_back_to_the_site() -> MenuItem:
    """Editors are readers too: one link takes them home."""
    return MenuItem(_("Back to Lodestar"), "/home/", icon_name="home", order=1)
