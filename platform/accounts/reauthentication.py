"""Asks people to prove who they are again before an act that cannot be taken back."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.kept_forms import keep_form

# A view of any signature: what it takes is passed on as it comes.
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def recent_sign_in_required(view: View) -> View:
    """Let the view run only within a few minutes of a sign-in or a second proof.

    allauth's own decorator puts a suspended form into the session; what is typed on the pages
    that need this is kept sealed instead, and sent again by the person.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_reauthentication_required(request, app="accounts"):
            return HttpResponseRedirect(_proof_address(request))
        return view(request, *args, **kwargs)

    return checked  # type: ignore[return-value] # wraps keeps the signature


def proof_address(request: HttpRequest) -> str | None:
    """Return where to prove it again; None within a few minutes of a proof.

    For a page that gives back what was typed by itself, and keeps none of it.
    """
    if not is_reauthentication_required(request, app="accounts"):
        return None
    return _proof_address(request)


def _proof_address(request: HttpRequest) -> str:
    methods = get_adapter().get_reauthentication_methods(request.user)
    page = methods[0]["url"] if methods else reverse("account_login")
    return f"{page}?{urlencode({'next': _onward(request)})}"


def _onward(request: HttpRequest) -> str:
    kept = keep_form(request, request.user) if request.user.is_authenticated else None
    if kept is None:
        return request.get_full_path()
    return reverse("accounts_kept_form", args=[kept.public_id])
