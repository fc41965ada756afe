"""Turns "sign in first" into "sign in, and your answers are kept" for a form just sent."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.kept_forms import (
    COOKIE,
    is_keepable,
    keep_form,
    remember_person,
    remembered_person,
)
from accounts.models import KeptForm


class KeptFormMiddleware:
    """Looks at the answer, whoever gave it: Django's rule, Wagtail's, or a view of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_here = request.user.is_authenticated
        response = self.get_response(request)
        if request.user.is_authenticated:
            remember_person(request, response, request.user)
        elif was_here:
            # Signing out on purpose leaves nothing behind.
            response.delete_cookie(COOKIE, samesite="Lax")
        elif _sends_to_sign_in(response) and is_keepable(request):
            return _keep(request, response)
        return response


def _sends_to_sign_in(response: HttpResponse) -> bool:
    location = response.headers.get("Location", "")
    return bool(location) and urlsplit(location).path == resolve_url(settings.LOGIN_URL)


def _keep(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    person = remembered_person(request)
    if person is None:
        return response
    kept = keep_form(request, person)
    if kept is None:
        messages.warning(
            request, _("We could not keep what you had typed. Go back in your browser to copy it.")
        )
        return response
    messages.info(
        request, _("Your session had ended. Sign in again and you get your answers back.")
    )
    return HttpResponseRedirect(sign_in_address(kept))


def sign_in_address(kept: KeptForm) -> str:
    """The sign-in page, leading on to what was kept."""
    onward = reverse("accounts_kept_form", args=[kept.public_id])
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': onward})}"
