"""Where Wagtail asks us: before a page is served, published in bulk or reverted, and for lists."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from accounts.models import User
from cms.comments.policies import may_moderate_something

# Wagtail looks for hooks in this module alone.
from cms.editing import (  # noqa: F401
    directory_hooks,
    force_hooks,
    furniture_hooks,
    look_hooks,
    search_hooks,
)
from cms.editing.force_panels import ForcePanelViewSet
from cms.editing.home import arrange
from cms.editing.own_force import OwnForcePolicy
from cms.editing.remits import RemitPolicy, ReviewRemitViewSet
from cms.models import BasePage, ForcePanel, ReviewRemit
from cms.policies import may_read
from cms.selectors.content_checks import unexplained_case_details
from cms.services.case_details import explain_case_details
from cms.services.reviewing import SKIPPED
from cms.urls import moderating

register_permission_policy(ForcePanel, OwnForcePolicy(ForcePanel))
register_snippet(ForcePanelViewSet)


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


class CommentsMenuItem(MenuItem):
    """Offered to those who look after comments."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may decide on the comments of some page."""
        return may_moderate_something(request.user)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator] # as above
def lead_to_comments() -> MenuItem:
    """What readers say below pages is looked after where the pages are."""
    words = _("Reader comments")
    return CommentsMenuItem(words, reverse_lazy("cms_comments"), icon_name="comment", order=450)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator] # as above
def add_pages_about_comments() -> list[URLPattern]:
    """The pages behind that item, behind the door of the CMS."""
    return moderating.PATTERNS


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator] # as above
def show_what_waits(_request: HttpRequest, panels: list[Component]) -> None:
    """The first page says what waits for the person who opens it."""
    arrange(panels)


@hooks.register("after_create_page")  # type: ignore[untyped-decorator] # as above
@hooks.register("after_edit_page")  # type: ignore[untyped-decorator] # as above
def keep_reasons(request: HttpRequest, page: Page) -> None:
    """Write down why what the checks named is no case detail; the form has let it through."""
    reason = request.POST.get("not_case_detail", "").strip()
    if reason and isinstance(page, BasePage):
        explain_case_details(
            page=page,
            found=unexplained_case_details(page),
            reason=reason,
            person=cast(User, request.user),
            now=timezone.now(),
        )


@hooks.register("before_edit_page")  # type: ignore[untyped-decorator] # as above
def hold_still_under_review(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An older version cannot take the place of the one that reviewers are reading."""
    match = request.resolver_match
    is_reverting = match is not None and match.url_name == "revisions_revert"
    if not is_reverting or not page.workflow_in_progress:
        return None
    messages.error(
        request, gettext("This page is under review. Take it back before you change versions.")
    )
    return redirect("wagtailadmin_pages:history", page.pk)


# Wagtail passes the kind of action and an object of its own beside the pages.
@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator] # as above
def publish_one_by_one(
    request: HttpRequest, action_type: str, _objects: list[Page], _action: object
) -> HttpResponse | None:
    """Each publication says what changed, so many at once are refused."""
    if action_type != "publish":
        return None
    messages.error(
        request, gettext("Publish pages one by one: each has to say what changed in it.")
    )
    return redirect("wagtailadmin_home")


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator] # as above
def name_the_skipping(actions: LogActionRegistry) -> None:
    """The history of a page says that a step was passed over, and why."""
    actions.register_action(SKIPPED, _("Skip a step"), _("Legal or safeguarding check skipped"))


register_permission_policy(ReviewRemit, RemitPolicy(ReviewRemit))
register_snippet(ReviewRemitViewSet)
