"""Reporting a concern from inside a pair, by either side."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from peer_support.forms.safety import ConcernForm
from peer_support.models import Pairing
from peer_support.selectors.concern_messages import messages_to_choose_from, pairing_to_report
from peer_support.services.concerns import raise_concern
from peer_support.views.private import peer_support_page


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def concern(request: SignedInRequest, pairing_id: UUID) -> HttpResponse:
    """Write it, choose what is copied, send it; to whoever is not of the pair there is no page."""
    pairing = pairing_to_report(request.user, pairing_id)
    if pairing is None:
        raise Http404
    choices = messages_to_choose_from(pairing)
    posted = request.POST if request.method == "POST" else None
    form = ConcernForm(choices, posted)
    if posted is not None and form.is_valid() and _sent(request, form, pairing):
        # A page and no redirect: nothing about it stays in a session or in the browser's history.
        return render(request, "peer_support/safety/concern_sent.html", {"pairing": pairing})
    return render(request, "peer_support/safety/concern.html", {"form": form, "pairing": pairing})


def _sent(request: SignedInRequest, form: ConcernForm, pairing: Pairing) -> bool:
    try:
        raise_concern(
            person=request.user,
            pairing_id=pairing.public_id,
            words=form.cleaned_data["words"],
            message_numbers=form.numbers,
            concern_id=form.sent_id,
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True
