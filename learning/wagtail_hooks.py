"""Where Wagtail asks us: before a page is deleted, for assignments, a report and steps' states."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from accounts.models import User
from cms.selectors import Visitor
from cms.selectors.pathways import STATES_HOOK, StepState
from learning.cms_asked import AskedListView, AskedView
from learning.cms_assignments import AssignmentPolicy, AssignmentViewSet
from learning.models import Assignment
from learning.selectors.modules import modules_with_a_history, pages_that_were_confirmed
from learning.selectors.pathway_steps import states_of_steps


def _refuse(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    kept = modules_with_a_history(pages) + pages_that_were_confirmed(pages)
    if not kept:
        return None
    messages.error(
        request,
        _(
            "“%s” cannot be deleted, because people have learned with it or confirmed that they "
            "read it, and their records name it. Unpublish it instead: nobody will see it, and the "
            "records stay."
        )
        % kept[0],
    )
    return redirect("wagtailadmin_home")


@hooks.register("before_delete_page")  # type: ignore[untyped-decorator] # Wagtail has no types
def keep_pages_with_a_history(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what somebody's record names, or a page above it."""
    return _refuse(request, [page])


# Wagtail passes the kind of action and an object of its own beside the pages.
@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator] # Wagtail has no types
def keep_them_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Page], _action: object
) -> HttpResponse | None:
    """The same for many pages at once."""
    if action_type != "delete":
        return None
    return _refuse(request, [page for page in objects if isinstance(page, Page)])


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator] # Wagtail has no types
def serve_who_was_asked() -> list[URLPattern]:
    """The report on material changes."""
    return [
        path("reports/who-was-asked/", AskedListView.as_view(), name="learning_asked"),
        path(
            "reports/who-was-asked/<uuid:public_id>/",
            AskedView.as_view(),
            name="learning_asked_version",
        ),
    ]


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator] # as above
def list_who_was_asked() -> MenuItem:
    """Its place in the menu."""
    return MenuItem(
        _("Who was asked to read again"), reverse("learning_asked"), icon_name="group", order=900
    )


@hooks.register(STATES_HOOK)  # type: ignore[untyped-decorator] # as above
def say_how_far_the_reader_has_come(reader: Visitor, pages: Iterable[int]) -> dict[int, StepState]:
    """For the steps of a pathway that are modules."""
    if not isinstance(reader, User):
        return {}
    return states_of_steps(reader, pages, timezone.localdate())


register_permission_policy(Assignment, AssignmentPolicy(Assignment))
register_snippet(AssignmentViewSet)
