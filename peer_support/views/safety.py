"""Concerns as safeguarding leads see them: the list, one of them, and being done with it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from peer_support.models import Concern
from peer_support.policies import may_safeguard
from peer_support.selectors.concern_messages import chosen_of
from peer_support.selectors.safety import (
    concern_for,
    concerns_for,
    is_erased,
    openings_for,
    openings_of,
)
from peer_support.services.concerns import close_concern
from peer_support.views.private import peer_support_page


@peer_support_page
@require_safe
def safeguarding(request: SignedInRequest) -> HttpResponse:
    """The concerns that come to this person, and what they asked or are asked to decide."""
    if not may_safeguard(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    context = {
        "concerns": concerns_for(request.user, today),
        "openings": openings_for(request.user, today),
    }
    return render(request, "peer_support/safety/safeguarding.html", context)


@peer_support_page
@require_safe
def safeguarding_concern(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    """One concern: its words and the messages that were chosen, and nobody's name."""
    return show_concern(request, own_concern(request, concern_id))


@peer_support_page
@require_POST
def close(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    """Say that it has been dealt with."""
    own_concern(request, concern_id)
    try:
        close_concern(person=request.user, concern_id=concern_id, now=timezone.now())
    except DomainError as refusal:
        found = own_concern(request, concern_id)
        return show_concern(request, found, problem=str(refusal.message))
    done = _("The concern is closed.")
    return show_concern(request, own_concern(request, concern_id), done=done)


def own_concern(request: SignedInRequest, concern_id: UUID) -> Concern:
    """A concern that comes to the person; for everybody else, superusers too, there is none."""
    found = concern_for(request.user, concern_id, timezone.localdate())
    if found is None:
        raise Http404
    return found


def show_concern(
    request: SignedInRequest, concern: Concern, *, done: str = "", problem: str = ""
) -> HttpResponse:
    """The page of one concern, with what has just been done or why it was not."""
    openings = openings_of(concern)
    context = {
        "concern": concern,
        "is_open": concern.state == Concern.State.OPEN,
        "chosen": chosen_of(concern),
        "openings": openings,
        "has_live_opening": any(one.is_live for one in openings),
        "is_erased": is_erased(concern),
        "done": done,
        "problem": problem,
    }
    return render(request, "peer_support/safety/safeguarding_concern.html", context)
