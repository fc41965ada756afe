"""Where Wagtail asks us: before a module is deleted, and for the list of assignments."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from learning.cms_assignments import AssignmentPolicy, AssignmentViewSet
from learning.models import Assignment
from learning.selectors.modules import modules_with_a_history


def _refuse(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    kept = modules_with_a_history(pages)
    if not kept:
        return None
    messages.error(
        request,
        _(
            "“%s” cannot be deleted, because people have learned with it and their records name "
            "it. Unpublish it instead: nobody will see it, and the records stay."
        )
        % kept[0],
    )
    return redirect("wagtailadmin_home")


@hooks.register("before_delete_page")  # type: ignore[untyped-decorator] # Wagtail has no types
def keep_modules_with_a_history(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a module that somebody's record names, or a page above one."""
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


register_permission_policy(Assignment, AssignmentPolicy(Assignment))
register_snippet(AssignmentViewSet)
