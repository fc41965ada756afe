"""The page that a person sees first after signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from learning.selectors import DueItem
from portal.selectors import dashboard_for


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What to go on with, what is due, what has changed, and where help is."""
    dashboard = dashboard_for(request.user, timezone.localdate())
    context = {"dashboard": dashboard, "tasks": [_as_task(item) for item in dashboard.due]}
    return render(request, "portal/dashboard.html", context)


def _as_task(item: DueItem) -> "dict[str, str | Promise]":
    """One line of the list of what is due, as the task list component takes it."""
    day = date_format(item.due_on, "j F Y")
    return {
        "title": item.title,
        "href": item.url,
        "hint": _("Due on %(day)s") % {"day": day},
        "status_text": item.label,
        "status": item.state,
    }
