"""Shows nothing of ours to a browser that left by the quick exit, until somebody comes back to it.

With script the empty page tells Back from an address that was typed: the first leads away again,
the second goes on. Without script there is one word to press.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.leaving import LEFT_COOKIE, is_where_leaving_leads, show_empty_page

# The way out itself, and what watches over us.
ALWAYS_ANSWERED = ("/exit/", "/health/")


class LeftInHasteMiddleware:
    """Answers instead of the view, before any session is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on, unless it would bring a page back."""
        if request.COOKIES.get(LEFT_COOKIE) and brings_a_page(request):
            return show_empty_page(request)
        return self.get_response(request)


def brings_a_page(request: HttpRequest) -> bool:
    """Whether the answer would be shown in the window; a form may still be sent from a tab."""
    if request.method != "GET" or request.path.startswith(ALWAYS_ANSWERED):
        return False
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return False
    return not is_where_leaving_leads(request)
