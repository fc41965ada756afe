"""Asking for support: where it begins, what stays between the two, and the one form."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from peer_support.forms.asking import AskForm
from peer_support.limits_of_confidentiality import current_limits
from peer_support.models import Bar
from peer_support.policies import coordinates_peer_support, may_safeguard
from peer_support.selectors.own_requests import (
    listening_of,
    own_home,
    own_open_request,
    own_past_requests,
)
from peer_support.services.bars import add_bar
from peer_support.services.requests import request_support
from peer_support.views.private import peer_support_page


@peer_support_page
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What it is, the person's own request, and what else they find here."""
    context = {
        "own": own_home(request.user, timezone.now()),
        "listening": listening_of(request.user),
        "coordinates": coordinates_peer_support(request.user),
        "safeguards": may_safeguard(request.user),
    }
    return render(request, "peer_support/asking/home.html", context)


@peer_support_page
@require_safe
def limits(request: SignedInRequest) -> HttpResponse:
    """What stays between the two, and what cannot."""
    return render(request, "peer_support/asking/limits.html", {"limits": current_limits()})


@peer_support_page
@require_safe
def past(request: SignedInRequest) -> HttpResponse:
    """The person's requests that are over."""
    context = {"requests": own_past_requests(request.user)}
    return render(request, "peer_support/asking/past.html", context)


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    """Read the limits, tick what fits, ask. Whoever has asked is led to their request."""
    if own_open_request(request.user) is not None:
        return _to_request()
    if request.method != "POST":
        return _form(request, AskForm(request.user))
    form = AskForm(request.user, request.POST)
    if not form.saw_current_limits():
        return _form(request, AskForm.to_read_again(form), have_changed=True)
    if not form.is_valid():
        return _form(request, form)
    try:
        _send(request, form)
    except DomainError as refusal:
        if own_open_request(request.user) is None:
            form.add_error(None, str(refusal.message))
            return _form(request, form)
    # A second click finds the request of the first.
    return _to_request()


def _send(request: SignedInRequest, form: AskForm) -> None:
    now, other = timezone.now(), form.cleaned_data["avoid_email"]
    if other is not None:
        add_bar(person=request.user, other=other, kind=Bar.Kind.EXCLUDED, now=now)
    request_support(
        person=request.user,
        ask=form.asked(),
        limits_version=form.cleaned_data["limits_version"],
        now=now,
    )


def _form(request: SignedInRequest, form: AskForm, *, have_changed: bool = False) -> HttpResponse:
    context = {"form": form, "limits": current_limits(), "have_changed": have_changed}
    return render(request, "peer_support/asking/ask.html", context)


def _to_request() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("peer_support:request"))
