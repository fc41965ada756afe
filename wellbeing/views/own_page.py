"""The mark that every page of a person's own wellbeing carries."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from accounts.kept_forms import never_kept
from accounts.signed_in import SignedInRequest
from core.crypto import CryptoError
from core.http.request_log import unlogged
from wellbeing.exceptions import KeysUnavailableError

Rest = ParamSpec("Rest")
View = Callable[Concatenate[SignedInRequest, Rest], HttpResponse]

SERVICE_UNAVAILABLE = 503


def own_page(view: "View[Rest]") -> "View[Rest]":
    """Let a view leave no trace, and say calmly when the keys cannot be had.

    No log line says who looked, no form is kept when a session ends, no report of a failure
    repeats what was sent. Headers and caches are settled for the whole site (core.http.headers).
    """

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (KeysUnavailableError, CryptoError):
            return cannot_be_opened(request)

    hidden: Any = sensitive_post_parameters()(guarded)  # Django gives its decorator no type
    marked: View[Rest] = unlogged(never_kept(hidden))
    return marked


def sent(request: SignedInRequest) -> QueryDict | None:
    """What a form takes: what was sent, were it nothing, or None on a first look."""
    return request.POST if request.method == "POST" else None


def cannot_be_opened(request: SignedInRequest) -> HttpResponse:
    """Without its key nothing can be read, and nothing is written over."""
    return render(request, "wellbeing/not_now.html", status=SERVICE_UNAVAILABLE)
