"""The end of a pair and what comes after it: review, end, three questions, asking again."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from peer_support.forms.talking import AgainForm, EndForm, FeedbackForm
from peer_support.selectors.conversation import OwnPairing
from peer_support.services.feedback import Answers, give_feedback
from peer_support.services.pairings import end_pairing, say_would_again
from peer_support.services.requests import ask_again
from peer_support.services.reviews import go_on
from peer_support.views.private import peer_support_page
from peer_support.views.talking import found_pairing, write_address


@peer_support_page
@require_POST
def review(request: SignedInRequest, pairing_id: UUID) -> HttpResponse:
    """Go on: the prompt goes away for the one who answered."""
    own = found_pairing(request, pairing_id)
    go_on(person=request.user, pairing_id=pairing_id)
    return HttpResponseRedirect(write_address(own))


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, pairing_id: UUID) -> HttpResponse:
    """Ask once, then end it; a pair that has ended shows so, whoever was first."""
    own = found_pairing(request, pairing_id)
    if not own.is_active:
        return _ended(request, own)
    form = EndForm(request.POST or None, is_supporter=own.is_supporter)
    if request.method == "POST" and (form.is_valid() or not form.is_bound):
        outcome = form.cleaned_data.get("outcome", "") if form.is_bound else ""
        end_pairing(person=request.user, pairing_id=pairing_id, outcome=outcome, now=timezone.now())
        return _ended(request, found_pairing(request, pairing_id))
    return render(request, "peer_support/end.html", {"own": own, "form": form})


def _ended(request: SignedInRequest, own: OwnPairing) -> HttpResponse:
    return render(request, "peer_support/ended.html", {"own": own})


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: SignedInRequest, pairing_id: UUID) -> HttpResponse:
    """Three questions for whoever asked; to the supporter there is no such page."""
    own = found_pairing(request, pairing_id)
    if own.is_supporter or own.is_active:
        raise Http404
    if own.pairing.feedback_given:
        return _thanks(request, own)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        give_feedback(
            person=request.user,
            pairing_id=pairing_id,
            answers=Answers(**form.cleaned_data),
            now=timezone.now(),
        )
        return _thanks(request, own)
    return render(request, "peer_support/feedback.html", {"own": own, "form": form})


def _thanks(request: SignedInRequest, own: OwnPairing) -> HttpResponse:
    context = {
        "own": own,
        "heading": _("Thank you"),
        "words": _("Your answers are kept. Nothing leads from them to you."),
    }
    return render(request, "peer_support/pair_thanks.html", context)


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: SignedInRequest, pairing_id: UUID) -> HttpResponse:
    """Whoever asked asks again with the same answers; a supporter says whether they would, too."""
    own = found_pairing(request, pairing_id)
    if own.is_active:
        raise Http404
    form = AgainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _once_more(request, own, timezone.now(), with_same=form.cleaned_data["same"])
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
    return render(request, "peer_support/again.html", {"own": own, "form": form})


def _once_more(
    request: SignedInRequest, own: OwnPairing, now: datetime, *, with_same: bool
) -> HttpResponse:
    pairing_id = own.pairing.public_id
    if not own.is_supporter:
        ask_again(person=request.user, pairing_id=pairing_id, now=now, again_with_same=with_same)
        return HttpResponseRedirect(reverse("peer_support:request"))
    say_would_again(person=request.user, pairing_id=pairing_id, again=with_same)
    context = {
        "own": own,
        "heading": _("Saved"),
        "words": _("It counts only if both of you say yes. Neither is told what the other said."),
    }
    return render(request, "peer_support/pair_thanks.html", context)
