"""The supporter's record of meetings, as codes."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.signed_in import SignedInRequest
from peer_support.exceptions import ConversationError
from peer_support.forms.talking import OutcomeForm, SessionForm
from peer_support.selectors.conversation import OwnPairing
from peer_support.services.sessions import log_session, record_outcome
from peer_support.views.private import peer_support_page
from peer_support.views.talking import found_pairing
from peer_support.vocabulary import LengthBand, Mode, Outcome, Topic

OUTCOME = "outcome"


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: SignedInRequest, pairing_id: UUID) -> HttpResponse:
    """What was noted, and room for one more; to the one who asked there is no such page."""
    own = found_pairing(request, pairing_id)
    if not own.is_supporter:
        raise Http404
    step = request.POST.get("step", "")
    session_form = SessionForm(request.POST if _is_sent(request, step, for_outcome=False) else None)
    outcome_form = _outcome_form(request, own, step)
    if session_form.is_valid() and _is_noted(request, own, session_form):
        return HttpResponseRedirect(reverse("peer_support:sessions", args=[pairing_id]))
    if outcome_form is not None and outcome_form.is_valid():
        outcome = Outcome(outcome_form.cleaned_data["outcome"])
        record_outcome(person=request.user, pairing_id=pairing_id, outcome=outcome)
        return HttpResponseRedirect(reverse("peer_support:sessions", args=[pairing_id]))
    context = {
        "own": own,
        "sessions": own.pairing.sessions.order_by("held_on", "pk"),
        "form": session_form,
        "outcome_form": outcome_form,
        "heading_of_table": _("Meetings noted so far"),
    }
    return render(request, "peer_support/sessions.html", context)


def _is_sent(request: SignedInRequest, step: str, *, for_outcome: bool) -> bool:
    return request.method == "POST" and (step == OUTCOME) == for_outcome


def _outcome_form(request: SignedInRequest, own: OwnPairing, step: str) -> OutcomeForm | None:
    """What became of it is asked when it has ended."""
    if own.is_active:
        return None
    sent = request.POST if _is_sent(request, step, for_outcome=True) else None
    return OutcomeForm(sent, initial={"outcome": own.pairing.outcome})


def _is_noted(request: SignedInRequest, own: OwnPairing, form: SessionForm) -> bool:
    """Whether the meeting was kept; if not, the form says why."""
    cleaned = form.cleaned_data
    try:
        log_session(
            person=request.user,
            pairing_id=own.pairing.public_id,
            held_on=cleaned["held_on"],
            length=LengthBand(cleaned["length"]),
            mode=Mode(cleaned["mode"]),
            topic=Topic(cleaned["topic"]),
            now=timezone.now(),
            token=cleaned["token"],
        )
    except ConversationError as error:
        form.add_error("held_on", str(error.message))
        return False
    return True
