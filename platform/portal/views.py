"""The public pages, which need no signing in, and the style guide."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.styleguide import styleguide_context
from portal.support import services_for


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What Lodestar is, for whom, and the way in."""
    return render(request, "portal/start.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everyone can use the site, and what was not."""
    return render(request, "portal/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about a person, and who sees it."""
    return render(request, "portal/privacy.html")


@login_not_required
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """The cookies that the site sets, by the names that the settings give them."""
    names = {"session": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
    return render(request, "portal/cookies.html", {"cookie_names": names})


@login_not_required
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Support services for those who investigate and for those who were harmed."""
    context = {"for_officers": services_for("officer"), "for_victims": services_for("victim")}
    return render(request, "portal/support.html", context)


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component and form control, in each of its states."""
    return render(request, "portal/styleguide.html", styleguide_context(request))
