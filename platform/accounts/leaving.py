"""The quick way out: ends the session and leads to a page that says nothing about this one."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseRedirect
from django.views.decorators.http import require_GET

from core.http.request_log import unlogged


@unlogged
@login_not_required
@require_GET
def leave(request: HttpRequest) -> HttpResponseRedirect:
    """A plain link, so that one press is enough and no script is needed.

    Going back finds nothing: no page of ours is stored, and the session is over.
    """
    if request.user.is_authenticated:
        logout(request)
    answer = HttpResponseRedirect(settings.EXIT_URL)
    answer.headers["Clear-Site-Data"] = '"cache"'
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
