"""A supporter's answers to an offer. Who asks stands on one page alone, and looking is recorded.

No answer leaves a message in a cookie or session: each is said on the page that follows at once.
"""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.signed_in import SignedInRequest
from peer_support.exceptions import (
    LimitsChangedError,
    NotAvailableError,
    OfferGoneError,
    SupporterRefusedError,
)
from peer_support.forms.supporting import AcceptForm
from peer_support.limits_of_confidentiality import current_limits
from peer_support.models import Offer
from peer_support.selectors.supporters import offer_line, own_offer
from peer_support.services.offers import accept_offer, decline_offer, say_known, see_name
from peer_support.views.private import peer_support_page

GONE = (OfferGoneError, NotAvailableError)


@peer_support_page
@require_safe
def offer(request: SignedInRequest, offer_id: UUID) -> HttpResponse:
    """What is asked, how soon, and by when to answer."""
    made = _offer_of(request.user, offer_id)
    if made.state == Offer.State.ACCEPTED:
        return redirect("peer_support:talk", made.pairing.public_id)
    if made.state != Offer.State.LIVE:
        return _gone(request, OfferGoneError())
    return _show(request, made)


@peer_support_page
@require_POST
def check(request: SignedInRequest, offer_id: UUID) -> HttpResponse:
    """Show who asks, so that a conflict is found before the first word."""
    made = _offer_of(request.user, offer_id)
    try:
        name = see_name(person=request.user, offer_id=offer_id, now=timezone.now())
    except GONE as gone:
        return _gone(request, gone)
    context = {"offer": offer_line(made), "name": name.get_full_name()}
    return render(request, "peer_support/supporting/check.html", context)


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: SignedInRequest, offer_id: UUID) -> HttpResponse:
    """Read the limits, agree to them, and begin to talk; twice is once."""
    made = _offer_of(request.user, offer_id)
    if made.state == Offer.State.ACCEPTED:
        return redirect("peer_support:talk", made.pairing.public_id)
    form = AcceptForm(request.POST) if request.method == "POST" else _fresh_form()
    if form.is_valid():
        try:
            pairing = accept_offer(
                person=request.user,
                offer_id=offer_id,
                limits_version=form.cleaned_data["limits_version"],
                now=timezone.now(),
            )
        except GONE as gone:
            return _gone(request, gone)
        except LimitsChangedError as changed:
            form = _fresh_form()
            return _limits(request, made, form, str(changed.message))
        return redirect("peer_support:talk", pairing.public_id)
    return _limits(request, made, form)


@peer_support_page
@require_POST
def decline(request: SignedInRequest, offer_id: UUID) -> HttpResponse:
    """Not now: somebody else is asked at once, and nobody asks why."""
    _offer_of(request.user, offer_id)
    try:
        decline_offer(person=request.user, offer_id=offer_id, now=timezone.now())
    except GONE as gone:
        return _gone(request, gone)
    return render(request, "peer_support/supporting/passed_on.html", {"is_known": False})


@peer_support_page
@require_POST
def known(request: SignedInRequest, offer_id: UUID) -> HttpResponse:
    """I know this person: the two are never put together, and the other is told nothing."""
    made = _offer_of(request.user, offer_id)
    try:
        say_known(person=request.user, offer_id=offer_id, now=timezone.now())
    except GONE as gone:
        return _gone(request, gone)
    except SupporterRefusedError as refusal:
        return _show(request, made, str(refusal.message))
    return render(request, "peer_support/supporting/passed_on.html", {"is_known": True})


def _offer_of(person: User, offer_id: UUID) -> Offer:
    """An offer made to this person; anybody else's does not exist."""
    made = own_offer(person, offer_id)
    if made is None:
        raise Http404
    return made


def _show(request: SignedInRequest, made: Offer, problem: str = "") -> HttpResponse:
    context = {"offer": offer_line(made), "problem": problem}
    return render(request, "peer_support/supporting/offer.html", context)


def _fresh_form() -> AcceptForm:
    return AcceptForm(initial={"limits_version": current_limits().version})


def _limits(
    request: SignedInRequest, made: Offer, form: AcceptForm, problem: str = ""
) -> HttpResponse:
    context = {
        "offer": offer_line(made),
        "form": form,
        "limits": current_limits(),
        "problem": problem,
    }
    return render(request, "peer_support/supporting/accept.html", context)


def _gone(request: SignedInRequest, gone: OfferGoneError | NotAvailableError) -> HttpResponse:
    return render(request, "peer_support/supporting/gone.html", {"words": gone.message})
