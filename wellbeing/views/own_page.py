"""The mark that every page of a person's own wellbeing carries."""

from functools import wraps

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from accounts.private_pages import Rest, View, private_page
from accounts.signed_in import SignedInRequest
from core.crypto import CryptoError
from wellbeing.exceptions import KeysUnavailableError

SERVICE_UNAVAILABLE = 503


def own_page(view: "View[Rest]") -> "View[Rest]":
    """Let a view leave no trace, and say calmly when the keys cannot be had."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (KeysUnavailableError, CryptoError):
            return cannot_be_opened(request)

    marked: View[Rest] = private_page(guarded)
    return marked


def sent(request: SignedInRequest) -> QueryDict | None:
    """What a form takes: what was sent, were it nothing, or None on a first look."""
    return request.POST if request.method == "POST" else None


def cannot_be_opened(request: SignedInRequest) -> HttpResponse:
    """Without its key nothing can be read, and nothing is written over."""
    return render(request, "wellbeing/not_now.html", status=SERVICE_UNAVAILABLE)
