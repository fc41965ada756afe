"""The cookies page and the banner: both send here what a person says, with script or without."""

from typing import Final
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.cookies import (
    CATEGORIES,
    EVERYTHING,
    HIDDEN_COOKIE,
    HIDDEN_SECONDS,
    NOTHING,
    REMEMBER,
    VERSION,
    Choice,
    allows,
    keep_choice,
    read_choice,
)
from cms.forms.cookies import CookieForm
from cms.selectors.phase_banner import current_banner

# The two buttons of the banner.
BUTTONS: Final = {"accept": EVERYTHING, "reject": NOTHING}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cookies(request: HttpRequest) -> HttpResponse:
    """Every cookie and what it is for; the optional ones can be allowed and refused here."""
    pressed = BUTTONS.get(request.POST.get("choice", ""))
    if request.method == "POST" and pressed is not None:
        return _keep(request, pressed)
    sent = request.POST if request.method == "POST" else None
    form = CookieForm(sent, choice=read_choice(request.COOKIES))
    if form.is_valid():
        return _keep(request, form.choice)
    status = 422 if form.errors else 200
    context = {
        "form": form,
        "categories": CATEGORIES,
        "version": VERSION,
        "is_about_cookies": True,
    }
    return render(request, "cms/cookies.html", context, status=status)


def _keep(request: HttpRequest, choice: Choice) -> HttpResponse:
    """Keep the choice and lead back; a script that saved in the background stays where it is."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        answer = HttpResponse(status=204)
    else:
        messages.success(request, _("Your choice about cookies has been saved."))
        answer = redirect(address_to_go_back_to(request))
    keep_choice(request, answer, choice)
    return answer


def address_to_go_back_to(request: HttpRequest) -> str:
    """The page that the form stood on, if it can be had again; otherwise the cookies page.

    The browser says which it was: an address may hold a code, which belongs into no page.
    """
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    if not is_ours or not request.POST.get("back"):
        return "/cookies/"
    address = urlsplit(came_from)
    return urlunsplit(address._replace(scheme="", netloc=""))


@login_not_required
@require_POST
def hide_banner(request: HttpRequest) -> HttpResponse:
    """Hide the phase banner until its words change; only for who allows a cookie for it."""
    if not allows(request, REMEMBER):
        return HttpResponseBadRequest()
    answer = redirect(address_to_go_back_to(request))
    answer.set_cookie(
        HIDDEN_COOKIE,
        current_banner().mark,
        max_age=HIDDEN_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return answer
