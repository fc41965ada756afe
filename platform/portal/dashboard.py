"""The page that a person sees first after signing in."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from learning.selectors import DueItem
from portal.selectors import dashboard_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What to go on with, what is due, what has changed, and where help is."""
    user = cast(User, request.user)  # the sign-in middleware lets nobody else through
    dashboard = dashboard_for(user, timezone.localdate())
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
