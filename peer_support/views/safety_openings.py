"""Break-glass: asking to read a conversation, deciding on it as the second person, reading it."""

import re
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import proof_address, recent_sign_in_required
from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from peer_support.forms.safety import APPROVE, DecisionForm, ReasonForm
from peer_support.models import BreakGlass, Concern
from peer_support.selectors.safety import may_decide, may_read, opening_for
from peer_support.services.break_glass import (
    ask_to_open,
    decide_opening,
    read_opening,
    see_names,
)
from peer_support.views.private import peer_support_page
from peer_support.views.safety import own_concern

A_PAGE = re.compile("[1-9][0-9]{0,4}")


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    """Ask a second lead for an hour of reading, with a written reason."""
    concern = own_concern(request, concern_id)
    if request.method == "POST":
        return _send_wish(request, concern)
    return _fresh_wish(request, concern)


@recent_sign_in_required
def _fresh_wish(request: SignedInRequest, concern: Concern) -> HttpResponse:
    return _wish_page(request, concern, ReasonForm())


def _send_wish(request: SignedInRequest, concern: Concern) -> HttpResponse:
    form = ReasonForm(request.POST)
    proof = proof_address(request)
    if proof is not None:
        # What was written stays in the box, and nowhere else.
        return _wish_page(request, concern, form, proof=proof)
    if not form.is_valid():
        return _wish_page(request, concern, form)
    try:
        opening = ask_to_open(
            person=request.user,
            concern_id=concern.public_id,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal.message))
        return _wish_page(request, concern, form)
    return _show(request, opening.public_id)


def _wish_page(
    request: SignedInRequest, concern: Concern, form: forms.Form, proof: str = ""
) -> HttpResponse:
    context = {"concern": concern, "form": form, "proof": proof}
    return render(request, "peer_support/safety/ask_to_open.html", context)


@peer_support_page
@require_safe
def opening(request: SignedInRequest, opening_id: UUID) -> HttpResponse:
    """How far a wish to read has come, for whoever asked, decided or may decide."""
    return _show(request, opening_id)


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, opening_id: UUID) -> HttpResponse:
    """Agree or refuse, as the second person; to everybody else there is nothing to decide."""
    found = _own_opening(request, opening_id)
    if not may_decide(request.user, found, timezone.localdate()):
        raise Http404
    return _decide(request, found)


@recent_sign_in_required
def _decide(request: SignedInRequest, found: BreakGlass) -> HttpResponse:
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_opening(
                person=request.user,
                opening_id=found.public_id,
                approve=form.cleaned_data["answer"] == APPROVE,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return _show(request, found.public_id)
    context = {"opening": found, "form": form}
    return render(request, "peer_support/safety/decide.html", context)


@peer_support_page
@require_safe
def read(request: SignedInRequest, opening_id: UUID) -> HttpResponse:
    """The conversation, read-only, for the one who asked, within the hour; recorded each time."""
    found = _asked_by(request, opening_id)
    try:
        reading = read_opening(
            person=request.user,
            opening_id=opening_id,
            now=timezone.now(),
            page=_page_number(request),
        )
    except DomainError as refusal:
        return _show(request, opening_id, problem=str(refusal.message))
    context = {"opening": found, "reading": reading, "other_pages": range(1, reading.pages + 1)}
    return render(request, "peer_support/safety/read.html", context)


@peer_support_page
@require_POST
def names(request: SignedInRequest, opening_id: UUID) -> HttpResponse:
    """Who the two are: a step of its own, recorded, and told to both afterwards."""
    found = _asked_by(request, opening_id)
    try:
        requester, supporter = see_names(
            person=request.user, opening_id=opening_id, now=timezone.now()
        )
    except DomainError as refusal:
        return _show(request, opening_id, problem=str(refusal.message))
    context = {"opening": found, "requester": requester, "supporter": supporter}
    return render(request, "peer_support/safety/names.html", context)


def _page_number(request: SignedInRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if A_PAGE.fullmatch(asked) else 1


def _own_opening(request: SignedInRequest, opening_id: UUID) -> BreakGlass:
    found = opening_for(request.user, opening_id, timezone.localdate())
    if found is None:
        raise Http404
    return found


def _asked_by(request: SignedInRequest, opening_id: UUID) -> BreakGlass:
    """The opening if this person asked for it; nobody else ever reads."""
    found = _own_opening(request, opening_id)
    if found.asked_by_id != request.user.pk:
        raise Http404
    return found


def _show(request: SignedInRequest, opening_id: UUID, problem: str = "") -> HttpResponse:
    found, now = _own_opening(request, opening_id), timezone.now()
    context = {
        "opening": found,
        "is_mine": found.asked_by_id == request.user.pk,
        "may_read": may_read(request.user, found, now),
        "may_decide": may_decide(request.user, found, timezone.localdate(now)),
        "is_over": found.is_over(now),
        "problem": problem,
    }
    return render(request, "peer_support/safety/opening.html", context)
