"""What a coordinator writes down about a supporter: a decision, a record, the end.

A decision gives or takes a role, so it needs a recent sign-in like every other; what was typed
before that is kept, sealed, as on those pages. Nothing here leads to anybody who asked.
"""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.reauthentication import recent_sign_in_required
from accounts.signed_in import SignedInRequest
from core.form_page import FormPage, answer_form
from peer_support.forms.supporters import DecideForm, DeselectForm, RecordForm
from peer_support.models import Supporter, SupporterRecord
from peer_support.services.leaving import deselect_supporter
from peer_support.services.records import record_supervision, record_training
from peer_support.services.supporters import decide_application
from peer_support.views.private import peer_support_page
from peer_support.views.supporters import supporter_of

FORM = ["GET", "HEAD", "POST"]
FORM_PAGE = "peer_support/form.html"


@recent_sign_in_required
@require_http_methods(FORM)
def decide(request: SignedInRequest, supporter_id: UUID) -> HttpResponse:
    """Write down what the panel decided about an application."""
    found = supporter_of(request.user, supporter_id)
    form = DecideForm(request.POST if request.method == "POST" else None)
    page = FormPage(
        heading=_("What the panel decided"),
        caption=found.person.get_full_name(),
        lead=_(
            "Whoever is taken on may be asked from then on, and signs in with a second step. "
            "Their training must have been recorded."
        ),
        submit=_("Keep this decision"),
        back=reverse("peer_support:supporter", args=[supporter_id]),
        done=_("The decision has been kept."),
    )

    def act() -> object:
        data = form.cleaned_data
        return decide_application(
            actor=request.user,
            supporter=found,
            kind=data["kind"],
            panel=data["panel"],
            reason=data["reason"],
            now=timezone.now(),
        )

    return answer_form(request, form, page, act, FORM_PAGE)


@peer_support_page
@require_http_methods(FORM)
def record(request: SignedInRequest, supporter_id: UUID) -> HttpResponse:
    """Write down a training or a supervision that was held."""
    found = supporter_of(request.user, supporter_id)
    form = RecordForm(request.POST if request.method == "POST" else None)
    page = FormPage(
        heading=_("Record training or supervision"),
        caption=found.person.get_full_name(),
        lead=_(
            "If you wrote a wrong date by which it is due again, record the same day once more: "
            "the last record of a day counts."
        ),
        submit=_("Keep this record"),
        back=reverse("peer_support:supporter", args=[supporter_id]),
        done=_("The record has been kept."),
    )
    return answer_form(request, form, page, lambda: _record(request.user, found, form), FORM_PAGE)


def _record(actor: User, found: Supporter, form: RecordForm) -> SupporterRecord:
    data = form.cleaned_data
    if data["kind"] == SupporterRecord.Kind.TRAINING:
        return record_training(
            actor=actor,
            supporter=found,
            held_on=data["held_on"],
            due_again_on=data["due_again_on"],
            topics=data["topics"],
            evidence=data["evidence"],
            now=timezone.now(),
        )
    return record_supervision(
        actor=actor,
        supporter=found,
        held_on=data["held_on"],
        due_again_on=data["due_again_on"],
        evidence=data["evidence"],
        now=timezone.now(),
    )


@recent_sign_in_required
@require_http_methods(FORM)
def deselect(request: SignedInRequest, supporter_id: UUID) -> HttpResponse:
    """End somebody's part as a supporter."""
    found = supporter_of(request.user, supporter_id)
    form = DeselectForm(request.POST if request.method == "POST" else None)
    page = FormPage(
        heading=_("End this person’s part as a supporter"),
        caption=found.person.get_full_name(),
        lead=_(
            "Speak with them first. They are told that there is something new, and see here that "
            "it has ended; the reason is not shown to them."
        ),
        warning=_what_ends(found.held),
        submit=_("End their part"),
        back=reverse("peer_support:supporter", args=[supporter_id]),
        done=_("The person is no longer a supporter."),
    )

    def act() -> object:
        data = form.cleaned_data
        return deselect_supporter(
            actor=request.user,
            supporter=found,
            panel=data["panel"],
            reason=data["reason"],
            now=timezone.now(),
        )

    return answer_form(request, form, page, act, FORM_PAGE)


def _what_ends(held: int) -> str:
    if not held:
        return _("Nothing waits for them and they talk with nobody: nothing else ends.")
    return ngettext(
        "%(held)d of their places is taken. An offer is passed to others at once; a conversation "
        "ends today, and the other person can ask again with the same answers.",
        "%(held)d of their places are taken. Offers are passed to others at once; conversations "
        "end today, and the other people can ask again with the same answers.",
        held,
    ) % {"held": held}
