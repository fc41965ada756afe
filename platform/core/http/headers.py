"""Headers that every answer carries, whatever went wrong inside: it stands outermost but one."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# SecurityMiddleware sets some of these too, but not when it is itself what failed.
FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
SIGN_OUT_VIEWS = frozenset({"account_logout", "wagtailadmin_logout"})


class HeadersMiddleware:
    """Adds the fixed headers, and keeps every page out of every cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in FIXED_HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path_info.startswith(settings.STATIC_URL):
            # Pages are private unless shown otherwise; a shared station computer keeps nothing.
            response.headers["Cache-Control"] = "no-store"
        if is_sign_out(request):
            # no-store alone does not keep a page out of the back/forward cache.
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def is_sign_out(request: HttpRequest) -> bool:
    """Tell whether this request ended a session."""
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.view_name in SIGN_OUT_VIEWS
