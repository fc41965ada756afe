"""The person's one open request: the cards, what happens next, and the ways to change it.

No address names the request, and every answer is this page or leads to it.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from peer_support.models import SupportRequest
from peer_support.selectors.own_requests import own_open_request
from peer_support.selectors.own_state import own_state
from peer_support.services import requests
from peer_support.views.private import peer_support_page

Act = Callable[[UUID], object]
State = SupportRequest.State


@peer_support_page
@require_safe
def show(request: SignedInRequest) -> HttpResponse:
    """Where it stands, what happens next and by when."""
    return _page(request)


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest, supporter_id: UUID) -> HttpResponse:
    """Ask the person on one of the cards."""
    return _act(
        request,
        lambda own: requests.choose_supporter(
            person=request.user, request_id=own, supporter_id=supporter_id, now=timezone.now()
        ),
        {State.CHOOSING},
    )


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def match(request: SignedInRequest) -> HttpResponse:
    """Let us find somebody."""
    return _act(
        request,
        lambda own: requests.match_me(person=request.user, request_id=own, now=timezone.now()),
        {State.CHOOSING},
    )


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def relax(request: SignedInRequest) -> HttpResponse:
    """Let go of one wish that stands in the way."""
    code = request.POST.get("wish", "")
    return _act(
        request,
        lambda own: requests.change_wish(
            person=request.user, request_id=own, relax=code, now=timezone.now()
        ),
        {State.CHOOSING, State.WAITING},
    )


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest) -> HttpResponse:
    """Take the request back."""
    if request.method != "POST":
        return _page(request)
    own, now = own_open_request(request.user), timezone.now()
    if own is not None and not requests.withdraw_request(
        person=request.user, request_id=own.public_id, now=now
    ):
        # Somebody has said yes meanwhile: a pair is ended on its own page.
        return _page(request)
    return render(request, "peer_support/asking/withdrawn.html")


def _act(request: SignedInRequest, act: Act, states: AbstractSet[str]) -> HttpResponse:
    """Do it to the person's open request, if its state has room for it; then show it.

    A second click, or a page from before, finds what the first has done and shows that; so does
    whoever had to sign in on the way, which loses what was sent.
    """
    own = own_open_request(request.user)
    if own is None:
        return HttpResponseRedirect(reverse("peer_support:home"))
    if request.method == "POST" and own.state in states:
        try:
            act(own.public_id)
        except DomainError as refusal:
            if _is_as_it_was(own):
                return _page(request, notice=str(refusal.message))
    return HttpResponseRedirect(reverse("peer_support:request"))


def _is_as_it_was(own: SupportRequest) -> bool:
    return SupportRequest.objects.filter(pk=own.pk, state=own.state).exists()


def _page(request: SignedInRequest, notice: str = "") -> HttpResponse:
    found = own_state(request.user, timezone.now())
    if found is None:
        return HttpResponseRedirect(reverse("peer_support:home"))
    context = {"own": found, "notice": notice}
    return render(request, "peer_support/asking/request.html", context)
