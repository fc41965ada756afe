"""Writing beside a chart and taking it back, for those who look after the place."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.signed_in import SignedInRequest
from core.form_page import FormPage, answer_form
from organisation.models import Node
from portal.trend_forms import AnnotationForm, HeardAndDidForm
from portal.trend_places import trend_place
from wellbeing.models import TrendNote
from wellbeing.policies import may_write_trend_notes
from wellbeing.services.trend_notes import (
    add_annotation as publish_annotation,
)
from wellbeing.services.trend_notes import (
    publish_heard_and_did,
    withdraw_trend_note,
)


@require_http_methods(["GET", "HEAD", "POST"])
def add_annotation(request: SignedInRequest, slug: str) -> HttpResponse:
    """Mark a month with what happened."""
    place = _own_place(request, slug)
    form = AnnotationForm(_sent(request), today=timezone.localdate())
    page = FormPage(
        heading=_("Add a note to the chart"),
        caption=place.name,
        lead=_(
            "Something that happened in a month, so that those who read the chart later know of "
            "it. Everyone who may see this place’s trends reads it."
        ),
        submit=_("Add the note"),
        back=_address(place),
        done=_("The note is on the chart."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: publish_annotation(
            author=request.user,
            place=place,
            period=form.month,
            text=form.cleaned_data["text"],
            now=timezone.now(),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_heard_and_did(request: SignedInRequest, slug: str) -> HttpResponse:
    """Tell the people of the place what was heard and done."""
    place = _own_place(request, slug)
    form = HeardAndDidForm(_sent(request), today=timezone.localdate())
    page = FormPage(
        heading=_("What we heard, what we did"),
        caption=place.name,
        lead=_(
            "The people of this place read it on their wellbeing page, "
            "and so does everyone who may see its trends."
        ),
        submit=_("Publish"),
        back=_address(place),
        done=_("Your people can read it now."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: publish_heard_and_did(
            author=request.user,
            place=place,
            period=form.month,
            heard=form.cleaned_data["heard"],
            did=form.cleaned_data["did"],
            now=timezone.now(),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Ask once, then take the note away."""
    place = _own_place(request, slug)
    note = TrendNote.objects.filter(place=place, public_id=public_id).first()
    if note is None:
        raise Http404
    if request.method == "POST":
        withdraw_trend_note(actor=request.user, note=note)
        messages.success(request, _("The note is withdrawn."))
        return redirect("portal:trend", slug=place.slug)
    return render(request, "portal/withdraw_trend_note.html", {"place": place, "note": note})


def _own_place(request: SignedInRequest, slug: str) -> Node:
    """404 for what the person may not see; 403 where they may see but not write."""
    place = trend_place(request.user, slug)
    if not may_write_trend_notes(request.user, place):
        raise PermissionDenied
    return place


def _address(place: Node) -> str:
    return reverse("portal:trend", args=[place.slug])


def _sent(request: SignedInRequest) -> QueryDict | None:
    """What was sent; also a form with nothing in it was sent."""
    return request.POST if request.method == "POST" else None
