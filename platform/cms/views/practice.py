"""Practice examples: a force offers one, the national team answers, both see what became of it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from cms.exceptions import OfferDecidedError
from cms.forms.practice import AdoptForm, DeclineForm, PracticeOfferForm
from cms.models import PracticeOffer
from cms.policies import (
    may_decide_about_practice,
    may_write_for_force,
    may_write_national_content,
    writes_for_a_force,
)
from cms.selectors import forces_edited_by
from cms.selectors.practice import offers_visible_to
from cms.services.practice import (
    adopt_practice,
    decline_practice,
    offer_practice,
    withdraw_practice,
)
from core.form_page import FormPage, answer_form

OFFERS_A_PAGE = 20
NO_CASES = gettext_lazy(
    "No case details: no names, dates, places or reference numbers of any case or person."
)


def _writer(request: HttpRequest) -> User:
    """The person, if offers of practice concern them at all."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    if not (writes_for_a_force(user) or may_write_national_content(user)):
        raise PermissionDenied
    return user


def _get_offer(request: HttpRequest, offer_id: UUID) -> PracticeOffer:
    """The offer, for those whom it concerns; to all others there is none."""
    offer = offers_visible_to(request.user).filter(public_id=offer_id).first()
    if offer is None:
        raise Http404
    return offer


def _as_reviewer(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not may_write_national_content(user):
        raise PermissionDenied
    return user


@require_safe
def list_offers(request: HttpRequest) -> HttpResponse:
    """The offers of the person's force, or of all forces for the national team."""
    user = _writer(request)
    page = Paginator(offers_visible_to(user), OFFERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_offer": writes_for_a_force(user),
        "is_reviewer": may_write_national_content(user),
    }
    return render(request, "cms/practice_offers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Offer an example for the person's own force."""
    user = _writer(request)
    if not writes_for_a_force(user):
        raise PermissionDenied
    form = PracticeOfferForm(request.POST or None, forces=forces_edited_by(user))
    page = FormPage(
        heading=_("Offer a practice example"),
        submit=_("Send to the national team"),
        back=reverse("practice_offers"),
        done=_("Thank you. The national team has been told and will answer here."),
        lead=_("Tell other forces what you tried and what you found, whether or not it worked."),
        warning=NO_CASES,
    )

    def act() -> object:
        said = form.cleaned_data
        return offer_practice(
            person=user,
            force=said["force"],
            key=said["key"],
            described=form.described,
            now=timezone.now(),
        )

    return answer_form(request, form, page, act)


@require_safe
def show_offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """What was offered, and what has happened to it."""
    found = _get_offer(request, offer_id)
    user = request.user
    names = PracticeOffer.State
    steps = [
        {"title": names(step.state).label, "at": step.at, "by": step.by or "", "text": step.note}
        for step in found.steps.select_related("by").order_by("-at", "-pk")
    ]
    context = {
        "offer": found,
        "steps": steps,
        "may_decide": may_decide_about_practice(user, found),
        "may_withdraw": found.is_waiting and may_write_for_force(user, found.force_id),
    }
    return render(request, "cms/practice_offer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Make it a page for everyone."""
    found = _get_offer(request, offer_id)
    user = _as_reviewer(request)
    form = AdoptForm(request.POST or None, offer=found, person=user)
    page = FormPage(
        heading=_("Adopt this example"),
        caption=found.title,
        submit=_("Adopt and publish"),
        back=reverse("practice_offer_detail", args=[offer_id]),
        done=_("The example is published, and the force has been told."),
        lead=_("It becomes a national page in the words of the force, which it names."),
    )

    def act() -> object:
        return adopt_practice(offer=found, person=user, adoption=form.adoption, now=timezone.now())

    return answer_form(request, form, page, act)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Say why not."""
    found = _get_offer(request, offer_id)
    user = _as_reviewer(request)
    form = DeclineForm(request.POST or None)
    page = FormPage(
        heading=_("Decline this example"),
        caption=found.title,
        submit=_("Decline"),
        back=reverse("practice_offer_detail", args=[offer_id]),
        done=_("The force has been told, and reads your reason."),
    )

    def act() -> None:
        reason = form.cleaned_data["reason"]
        decline_practice(offer=found, person=user, reason=reason, now=timezone.now())

    return answer_form(request, form, page, act)


@require_POST
def withdraw(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Take the offer back."""
    found = _get_offer(request, offer_id)
    user = request.user
    if not isinstance(user, User) or not may_write_for_force(user, found.force_id):
        raise PermissionDenied
    try:
        withdraw_practice(offer=found, person=user, now=timezone.now())
    except OfferDecidedError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("The offer is withdrawn."))
    return redirect("practice_offer_detail", offer_id)
