"""Stands before /cms/: takes rights from the role grants as they are at this very request."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User
from cms.editing.gate import Asked, asked_of
from cms.editing.turns import page_saved_by, turn_at
from cms.exceptions import ReviewError
from cms.policies import may_open_in_cms, may_reach_in_cms, may_roam_cms
from cms.selectors.forces import guidance_page_id
from cms.services import sync_cms_rights


class CmsAccessMiddleware:
    """Lets editors, approvers and superusers pass, everyone else who has signed in not.

    Those of a force reach what cms.editing.gate names, and of pages their own section: Wagtail's
    other lists and choosers would show them the title of every page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cms = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; the decision is made once the address has been resolved."""
        page_id = page_saved_by(request) if request.path.startswith(self.cms) else None
        if page_id is None:
            return self.get_response(request)
        with turn_at(page_id):
            return self.get_response(request)

    # Django passes the view and what it was resolved with; the resolver's own answer says more.
    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse with the same answer for every address below /cms/ that is not theirs."""
        user = request.user
        if not request.path.startswith(self.cms) or not isinstance(user, User):
            return None
        sync_cms_rights(user)
        place = request.path.removeprefix(self.cms)
        asked = _asked_by(request)
        if not may_open_in_cms(user, place, asked):
            raise PermissionDenied
        if not may_reach_in_cms(user, asked):
            raise Http404
        if may_roam_cms(user):
            return None
        return self._lead_elsewhere(request, asked)

    def _lead_elsewhere(self, request: HttpRequest, asked: Asked) -> HttpResponse | None:
        """The chooser of pages begins with what is not theirs; lead to where theirs is."""
        if asked.name == "wagtailadmin_choose_page":
            # Without a page to begin at, it begins at one above everything of that type.
            guidance = reverse("wagtailadmin_choose_page_child", args=[guidance_page_id()])
            return redirect(f"{guidance}?{request.GET.urlencode()}")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say on the first page why a step of a review was not taken."""
        if not isinstance(exception, ReviewError) or not request.path.startswith(self.cms):
            return None
        messages.error(request, str(exception.message))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # The editor's dialog follows an address in its own form of answer.
            return JsonResponse({"step": "success", "redirect": self.cms})
        return redirect(self.cms)


def _asked_by(request: HttpRequest) -> Asked:
    match = request.resolver_match
    assert match is not None  # noqa: S101 -- Django resolves before it asks
    destination = request.POST.get("new_parent_page", "")
    named = {"destination_id": destination} if destination.isdecimal() else {}
    return asked_of(match.view_name, match.kwargs | named)
