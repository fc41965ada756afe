"""The page that a person sees first after signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from learning.selectors import DueItem, ToConfirm
from portal.selectors import dashboard_for


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What to go on with, what is due, what has changed, and where help is."""
    dashboard = dashboard_for(request.user, timezone.localdate())
    context = {
        "dashboard": dashboard,
        "changes": [_as_task(item) for item in dashboard.to_confirm],
        "tasks": [_as_task(item) for item in dashboard.due],
    }
    return render(request, "portal/dashboard.html", context)


def _as_task(item: DueItem | ToConfirm) -> "dict[str, str | Promise]":
    """One line of a list of what is due, as the task list component takes it."""
    return {
        "title": item.title,
        "href": item.url,
        "hint": _when(item),
        "status_text": item.label,
        "status": item.state,
    }


def _when(item: DueItem | ToConfirm) -> str:
    day = date_format(item.due_on, "j F Y")
    if item.changed_on is None:
        return _("Due on %(day)s") % {"day": day}
    changed = date_format(item.changed_on, "j F Y")
    return _("Changed on %(changed)s, due on %(day)s") % {"changed": changed, "day": day}
