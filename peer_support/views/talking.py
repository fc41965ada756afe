"""The conversation of a pair: read, write, look for what is new, delete what one wrote."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from accounts.unattended import unattended
from peer_support.exceptions import ConversationError, TooManyError
from peer_support.forms.talking import MessageForm
from peer_support.limits import MESSAGES_KEPT_AFTER_END
from peer_support.selectors.conversation import (
    OwnPairing,
    messages_after,
    messages_before,
    own_pairing,
)
from peer_support.selectors.safety import told_openings
from peer_support.services.messages import delete_message, mark_read, send_message
from peer_support.views.private import peer_support_page

NO_CONTENT = 204
LONGEST_NUMBER = 9


@peer_support_page
@require_safe
def talk(request: SignedInRequest, pairing_id: UUID) -> HttpResponse:
    """The newest messages with a box for the next, or earlier ones."""
    own = found_pairing(request, pairing_id)
    return _page(request, own, MessageForm(), before=_number(request, "before"))


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: SignedInRequest, pairing_id: UUID) -> HttpResponse:
    """Send a message; what cannot be sent stays in the box, with the reason above it."""
    own = found_pairing(request, pairing_id)
    if request.method != "POST":
        # Whoever had to sign in on the way comes here without what they wrote.
        return HttpResponseRedirect(write_address(own))
    form = MessageForm(request.POST)
    if form.is_valid() and _is_sent(request, own, form):
        return HttpResponseRedirect(write_address(own))
    return _page(request, found_pairing(request, pairing_id), form)


def _is_sent(request: SignedInRequest, own: OwnPairing, form: MessageForm) -> bool:
    """Whether the message was kept; if not, the form says why."""
    try:
        send_message(
            person=request.user,
            pairing_id=own.pairing.public_id,
            text=form.cleaned_data["text"],
            token=form.cleaned_data["token"],
            now=timezone.now(),
        )
    except (ConversationError, TooManyError) as error:
        form.add_error("text", str(error.message))
        return False
    return True


def _page(
    request: SignedInRequest, own: OwnPairing, form: MessageForm, before: int | None = None
) -> HttpResponse:
    """Everything up to here counts as read once the newest messages are shown."""
    page = messages_before(own.pairing, request.user, before)
    if before is None:
        _mark_read(request, own, page.last_number)
    context = {
        "own": own,
        "page": page,
        "form": form,
        "is_newest": before is None,
        "review_is_due": own.has_review,
        "told_openings": told_openings(own.pairing),
        "erased_on": own.pairing.ended_at and own.pairing.ended_at + MESSAGES_KEPT_AFTER_END,
    }
    return render(request, "peer_support/talk.html", context)


@peer_support_page
@unattended
@require_safe
def after(request: SignedInRequest, pairing_id: UUID) -> HttpResponse:
    """What came after a number, for the script of an open page; empty if there is nothing."""
    own = found_pairing(request, pairing_id)
    page = messages_after(own.pairing, request.user, _number(request, "number") or 0)
    if not page.messages and own.is_active:
        return HttpResponse(status=NO_CONTENT)
    _mark_read(request, own, page.last_number)
    return render(request, "peer_support/includes/news.html", {"own": own, "page": page})


@peer_support_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, pairing_id: UUID, number: int) -> HttpResponse:
    """Ask, then erase the words of an own message."""
    own = found_pairing(request, pairing_id)
    shown = messages_after(own.pairing, request.user, number - 1).messages[:1]
    message = next((one for one in shown if one.number == number and one.is_own), None)
    if message is None or message.words is None:
        raise Http404
    if request.method == "POST":
        delete_message(person=request.user, pairing_id=pairing_id, number=number)
        return HttpResponseRedirect(write_address(own))
    context = {"own": own, "message": message}
    return render(request, "peer_support/delete_message.html", context)


def found_pairing(request: SignedInRequest, pairing_id: UUID) -> OwnPairing:
    """Return the person's own pair; to everybody else there is none."""
    own = own_pairing(request.user, pairing_id)
    if own is None:
        raise Http404
    return own


def write_address(own: OwnPairing) -> str:
    """The conversation, where the next message is written."""
    return reverse("peer_support:talk", args=[own.pairing.public_id]) + "#write"


def _mark_read(request: SignedInRequest, own: OwnPairing, number: int) -> None:
    mark_read(
        person=request.user,
        pairing_id=own.pairing.public_id,
        number=number,
        now=timezone.now(),
    )


def _number(request: SignedInRequest, name: str) -> int | None:
    """A number of the address; anything else counts as none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None
