"""The quick way out: ends the session and leads to a page that says nothing about this one.

/exit/ is a plain link: one press is enough and no script is needed. It answers with an empty page,
which leads on to /exit/away/. Two steps, because a browser keeps the page that was left in its
back/forward cache only once the next one is there: what clears that cache must come after it.

The browser is marked as one that left. Until somebody comes back on purpose, every address of
ours is answered with an empty page (accounts.middleware.left): Back finds nothing of ours, not
even what anybody may read.
"""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from core.http.request_log import unlogged

# It says that this browser left, to whoever looks: so it does not stay for long.
LEFT_COOKIE = "lodestar_left"
LEFT_SECONDS = 3600
# What the page's own script writes when it leaves; what stands here once /exit/ has answered.
LEAVING, LEFT = "leaving", "1"


@unlogged
@login_not_required
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """End the session, mark the browser and show an empty page that leads on."""
    if request.user.is_authenticated:
        logout(request)
    answer = render(request, "accounts/left.html", {"away": reverse("exit_away")})
    answer.headers["Referrer-Policy"] = "no-referrer"
    # The page's own script reads it, for what the browser brings back without asking us.
    answer.set_cookie(
        LEFT_COOKIE, LEFT, max_age=LEFT_SECONDS, secure=request.is_secure(), samesite="Lax"
    )
    return answer


@unlogged
@login_not_required
@require_GET
def go_away(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the neutral page, and let the browser forget the pages that it kept."""
    answer = HttpResponseRedirect(settings.EXIT_URL)
    answer.headers["Clear-Site-Data"] = '"cache"'
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@unlogged
@login_not_required
@require_GET
def come_back(request: HttpRequest) -> HttpResponseRedirect:
    """Take the mark off somebody who came back on purpose, and lead to where they wanted.

    If the way out was pressed without a line, /exit/ never answered: the session ends here.
    """
    if request.COOKIES.get(LEFT_COOKIE) == LEAVING and request.user.is_authenticated:
        logout(request)
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        wanted = "/"
    answer = HttpResponseRedirect(wanted)
    answer.delete_cookie(LEFT_COOKIE, samesite="Lax")
    return answer


def is_where_leaving_leads(request: HttpRequest) -> bool:
    """Whether the neutral page is this very address: nobody is led around in a circle."""
    return settings.EXIT_URL in {request.path, request.build_absolute_uri()}


def show_empty_page(request: HttpRequest) -> HttpResponse:
    """What a marked browser finds at every address: nothing, and a way in for whoever means it."""
    context = {"wanted": request.get_full_path(), "away": reverse("exit_away")}
    return render(request, "accounts/after_leaving.html", context)
