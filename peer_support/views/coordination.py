"""The coordinator's pages: load, overdue dates and requests that wait; the next matching."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from organisation.models import Node
from peer_support.policies import coordinated_forces
from peer_support.selectors.coordination import load_of, overdue_of, planned_for, unplaced_of
from peer_support.services.batch import match_backlog
from peer_support.views.private import peer_support_page


@peer_support_page
@require_safe
def coordination(request: SignedInRequest) -> HttpResponse:
    """How the force's supporters are placed, and what stands in the way of who waits."""
    force, now = coordinated_force(request), timezone.now()
    whole, by_topic = load_of(force.pk, timezone.localdate(now))
    unplaced, page = unplaced_of(force, now, request.GET.get("page", ""))
    context = {
        "force": force,
        "whole": whole,
        "by_topic": [one for one in by_topic if one.supporters],
        "untrained": [one for one in by_topic if not one.supporters],
        "overdue": overdue_of(force.pk, timezone.localdate(now)),
        "unplaced": unplaced,
        "page": page,
    }
    return render(request, "peer_support/coordination.html", context)


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedInRequest) -> HttpResponse:
    """What the next matching would offer to the force's supporters; the button does it now."""
    force, now = coordinated_force(request), timezone.now()
    if request.method == "POST":
        match_backlog(now=now)
        # How many it was would tell of other forces.
        messages.success(request, _("The matching has run. Supporters have been asked."))
        return redirect("peer_support:coordination_preview")
    context = {"force": force, "planned": planned_for(force.pk, now)}
    return render(request, "peer_support/coordination_preview.html", context)


def coordinated_force(request: SignedInRequest) -> Node:
    """The force that the person coordinates; 403 for everybody else, superusers too."""
    forces = coordinated_forces(request.user)
    if not forces:
        raise PermissionDenied
    return Node.objects.get(pk=min(forces))
