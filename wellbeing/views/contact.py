"""Asking to be contacted: choose, see exactly what goes to whom, send, and take it back."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.signed_in import SignedInRequest
from wellbeing.contact_content import SharedContent
from wellbeing.contact_forms import AskForm, SendForm, new_request_id
from wellbeing.exceptions import ContactRequestError
from wellbeing.help_services import HelpService
from wellbeing.models import ContactRequest
from wellbeing.selectors.contact import (
    ServiceChoice,
    days_kept_after,
    own_request,
    own_requests,
    service_choices,
)
from wellbeing.services.contact import request_contact, withdraw_contact_request
from wellbeing.views.own_page import own_page

SEND = "send"
CHANGE = "change"


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    """Choose who and what; then see it all; then send. Nothing is kept before it is sent."""
    choices = service_choices(request.user, timezone.localdate())
    step = request.POST.get("step", "")
    if step == SEND and (sent := _sent_before(request)):
        return _say_sent(request, HelpService(sent.service))
    posted = request.POST if request.method == "POST" else None
    form = AskForm(choices, request.user.get_full_name(), posted)
    if posted is None or step == CHANGE or not form.is_valid():
        return _choose(request, form, choices)
    chosen = _chosen(choices, form)
    if step == SEND:
        return _send(request, form, chosen)
    return _check(request, form, chosen)


def _chosen(choices: Sequence[ServiceChoice], form: AskForm) -> ServiceChoice:
    return next(one for one in choices if one.service == form.cleaned_data["service"])


def _choose(
    request: SignedInRequest, form: AskForm, choices: Sequence[ServiceChoice]
) -> HttpResponse:
    context = {
        "form": form,
        "can_ask": any(one.can_be_asked for one in choices),
        "elsewhere": [one for one in choices if not one.can_be_asked],
    }
    return render(request, "wellbeing/contact/ask.html", context)


def _check(
    request: SignedInRequest, form: AskForm, chosen: ServiceChoice, problem: str = ""
) -> HttpResponse:
    """Show every piece as it will be read, and each person who will read it."""
    context = {
        "asked": form,
        "chosen": chosen,
        "content": _content(request, form, chosen),
        "receivers_shown": " ".join(str(one.public_id) for one in chosen.receivers),
        "request_id": new_request_id(),
        "days": days_kept_after(),
        "problem": problem,
    }
    return render(request, "wellbeing/contact/check.html", context)


def _content(request: SignedInRequest, form: AskForm, chosen: ServiceChoice) -> SharedContent:
    cleaned = form.cleaned_data
    return SharedContent(
        name=request.user.get_full_name() if cleaned["share_name"] else "",
        reach=cleaned["reach"],
        words=cleaned["words"],
        receivers=frozenset(str(one.public_id) for one in chosen.receivers),
    )


def _send(request: SignedInRequest, form: AskForm, chosen: ServiceChoice) -> HttpResponse:
    sending = SendForm(request.POST)
    content = _content(request, form, chosen)
    if not sending.is_valid() or sending.shown_receivers() != content.receivers:
        problem = _("Who would read this has changed since you looked. Check it again.")
        return _check(request, form, chosen, problem)
    try:
        request_contact(
            person=request.user,
            request_id=sending.cleaned_data["request_id"],
            service=HelpService(chosen.service),
            content=content,
            on=timezone.localdate(),
        )
    except ContactRequestError as error:
        return _check(request, form, chosen, str(error))
    return _say_sent(request, chosen.service)


def _sent_before(request: SignedInRequest) -> ContactRequest | None:
    """The same form again, by a second click or a page that was loaded again."""
    sending = SendForm(request.POST)
    if not sending.is_valid():
        return None
    return own_request(request.user, sending.cleaned_data["request_id"])


def _say_sent(request: SignedInRequest, service: HelpService) -> HttpResponse:
    # No redirect and no message for later: nothing about this stays in the browser or a session.
    return render(request, "wellbeing/contact/sent.html", {"service": service.label})


@own_page
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """What the person asked for, what they shared, and the way to take it back."""
    return _list(request)


@own_page
@require_POST
def withdraw(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Erase what was shared, at once."""
    if own_request(request.user, public_id) is None:
        raise Http404
    withdraw_contact_request(person=request.user, request_id=public_id, on=timezone.localdate())
    return _list(request, notice=_("It is withdrawn. What you shared has been erased."))


def _list(request: SignedInRequest, notice: str = "") -> HttpResponse:
    context = {
        "requests": own_requests(request.user),
        "days": days_kept_after(),
        "notice": notice,
    }
    return render(request, "wellbeing/contact/mine.html", context)
