"""Stands before /cms/: takes rights from the role grants as they are at this very request."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User
from cms.policies import may_open_in_cms, may_roam_cms
from cms.services import sync_cms_rights


class CmsAccessMiddleware:
    """Lets editors, approvers and superusers pass, everyone else who has signed in not.

    Those of a force reach the pages that forces have, and no other: Wagtail's lists and choosers
    would show them the title of every page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cms = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; the decision is made once the address has been resolved."""
        return self.get_response(request)

    # Django passes the view and what it was resolved with; neither matters here.
    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse with the same answer for every address below /cms/ that is not theirs."""
        user = request.user
        if not request.path.startswith(self.cms) or not isinstance(user, User):
            return None
        sync_cms_rights(user)
        place = request.path.removeprefix(self.cms)
        if not may_open_in_cms(user, place):
            raise PermissionDenied
        if not place and not may_roam_cms(user):
            # The first page searches and leads to what is not theirs.
            return redirect(self.cms + settings.CMS_HOME_OF_FORCES)
        return None
