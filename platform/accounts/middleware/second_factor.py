"""Leads a person whose role asks for a second factor to it, before anything else."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.kept_forms import keep_form
from accounts.models import User
from accounts.second_factor import factors_of, is_proved, role_asks_for_it

ALWAYS_OPEN = ("/accounts/", "/cms/logout/")
# These views call themselves public and ask each page or file; what they serve is not public here.
CONTENT_VIEWS = frozenset({"wagtail_serve", "cms_document", "cms_image"})


class SecondFactorMiddleware:
    """Runs before the view, after the rule that people must be signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    # Django hands over the view's own arguments, of any type.
    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        if _is_open_to_all(request, view) or is_proved(request, request.user):
            return None
        if not role_asks_for_it(request.user):
            return None
        return HttpResponseRedirect(_way_to_it(request, request.user))


def _is_open_to_all(request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
    if request.path.startswith(ALWAYS_OPEN):
        return True
    match = request.resolver_match
    is_content = match is not None and match.url_name in CONTENT_VIEWS
    return not getattr(view, "login_required", True) and not is_content


def _way_to_it(request: HttpRequest, person: User) -> str:
    """Where to go, and how to come back; a form is kept when a role arrived while they typed."""
    kept = keep_form(request, person)
    onward = (
        reverse("accounts_kept_form", args=[kept.public_id]) if kept else request.get_full_path()
    )
    return f"{reverse(_page_for(factors_of(person)))}?{urlencode({'next': onward})}"


def _page_for(factors: frozenset[str]) -> str:
    if not factors:
        return "accounts_second_factor"
    if Authenticator.Type.TOTP in factors:
        return "mfa_reauthenticate"
    return "mfa_reauthenticate_webauthn"
