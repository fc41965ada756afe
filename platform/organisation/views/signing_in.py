"""Pages on which an administrator helps people of the force to sign in."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.reauthentication import recent_sign_in_required
from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from core.form_page import FormPage, answer_form
from organisation.access import own_force, person_of
from organisation.policies import may_help_to_sign_in
from organisation.services.signing_in import reset_two_step_sign_in, send_invitation_again


@require_POST
def invite_again(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Send the invitation once more."""
    person = _person(request, public_id)
    try:
        send_invitation_again(actor=request.user, person=person)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(
            request, _("A new invitation is on its way. Links sent before no longer work.")
        )
    return redirect("organisation:person", public_id)


@recent_sign_in_required
def reset_second_step(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take off the second step of somebody who has lost it."""
    person = _person(request, public_id)
    page = FormPage(
        heading=_("Reset two-step sign-in"),
        caption=person.get_full_name(),
        lead=_("Make sure that it is this person who asks: speak to them, do not go by a message."),
        warning=_(
            "Their authenticator app, passkeys and recovery codes stop working, and all their "
            "sessions end. Until they set up a new one, their password alone signs them in."
        ),
        submit=_("Reset two-step sign-in"),
        back=reverse("organisation:person", args=[public_id]),
        done=_("Two-step sign-in has been reset."),
    )
    form = forms.Form(request.POST if request.method == "POST" else None)
    return answer_form(
        request, form, page, lambda: reset_two_step_sign_in(actor=request.user, person=person)
    )


def _person(request: SignedInRequest, public_id: UUID) -> User:
    person = person_of(own_force(request.user), public_id).person
    if not may_help_to_sign_in(request.user, person):
        raise PermissionDenied
    return person
