"""What reaches those who answer for peer support, occupational health or TRiM."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.signed_in import SignedInRequest
from wellbeing.selectors.contact import (
    days_kept_after,
    received_request,
    received_requests,
    services_answered_by,
)
from wellbeing.services.contact import finish_contact_request
from wellbeing.views.own_page import own_page


@own_page
@require_safe
def received(request: SignedInRequest) -> HttpResponse:
    """The requests that name this person as a reader; to everyone else there is no such page."""
    return _list(request)


@own_page
@require_POST
def finish(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Mark one as done: the person has been contacted."""
    if received_request(request.user, public_id, timezone.localdate()) is None:
        raise Http404
    finish_contact_request(request_id=public_id, on=timezone.localdate())
    return _list(request, notice=_("Marked as done."))


def _list(request: SignedInRequest, notice: str = "") -> HttpResponse:
    today = timezone.localdate()
    services = services_answered_by(request.user, today)
    if not services:
        raise Http404
    found = received_requests(request.user, today)
    context = {
        "services": [service.label for _force, service in services],
        "waiting": [one for one in found if one.request.state == one.request.State.WAITING],
        "done": [one for one in found if one.request.state == one.request.State.DONE],
        "days": days_kept_after(),
        "notice": notice,
    }
    return render(request, "wellbeing/contact/received.html", context)
