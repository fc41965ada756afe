"""Gives back what a person had sent when the server failed, so that no work is lost.

It must work while the database does not, so it asks nobody who is here and keeps nothing:
what was typed goes back in the page itself, to whoever sent it.
"""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from accounts.kept_forms import is_keepable, typed_fields


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something is wrong, with a button that sends the same form again."""
    context: dict[str, object] = {}
    if is_keepable(request):
        context = {
            "address": request.get_full_path(),
            "fields": typed_fields(request),
            "csrf_token": get_token(request),
        }
    return HttpResponse(render_to_string("500.html", context), status=500)
