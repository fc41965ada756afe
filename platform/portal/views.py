"""The public pages, which need no signing in, and the style guide."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.styleguide import styleguide_context
from portal.who_sees import LINES, roles_that_see_nothing


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
def house_rules(request: HttpRequest) -> HttpResponse:
    """What people ask of one another in comments and in conversations."""
    return render(request, "portal/house_rules.html")


@login_not_required
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """Each kind of data, and who sees it."""
    context = {"lines": LINES, "see_nothing": roles_that_see_nothing()}
    return render(request, "portal/who_sees_what.html", context)


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component and form control, in each of its states."""
    return render(request, "portal/styleguide.html", styleguide_context(request))
