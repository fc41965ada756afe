"""The mark that every page of peer support carries."""

from functools import wraps

from django.http import HttpResponse
from django.shortcuts import render

from accounts.private_pages import Rest, View, private_page
from accounts.signed_in import SignedInRequest
from core.crypto import CryptoError

SERVICE_UNAVAILABLE = 503


def peer_support_page(view: "View[Rest]") -> "View[Rest]":
    """Let a view leave no trace, and say calmly when the keys cannot be had."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except CryptoError:
            return render(request, "peer_support/not_now.html", status=SERVICE_UNAVAILABLE)

    marked: View[Rest] = private_page(guarded)
    return marked
