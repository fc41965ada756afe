"""A supporter's own pages: what waits for them, their profile, a pause and the end of it."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from core.form_page import FormPage, answer_form
from peer_support.forms.supporting import ApplyForm, PauseForm, ProfileForm, profile_initial
from peer_support.models import Supporter
from peer_support.policies import works_apart
from peer_support.selectors.supporters import (
    CURRENT,
    active_pairs,
    due_date,
    offers_to,
    own_supporter,
    pairs_of,
    reasons_for_no_offers,
)
from peer_support.services.leaving import leave_supporting
from peer_support.services.pauses import pause_supporting, resume_supporting
from peer_support.services.supporter_checks import SERVING
from peer_support.services.supporters import apply_to_support, change_profile
from peer_support.views.private import peer_support_page

PROFILE_PAGE = "peer_support/supporting/profile.html"
FORM_PAGE = "peer_support/form.html"
FORM = ["GET", "HEAD", "POST"]


@peer_support_page
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What waits for an answer, with whom the person talks, and what is due of themselves."""
    own = own_supporter(request.user)
    if own is None or own.state not in CURRENT:
        return render(request, "peer_support/supporting/not_one.html", {"own": own})
    now = timezone.now()
    today = timezone.localdate(now)
    context = {
        "own": own,
        "is_serving": own.state in SERVING,
        "offers": offers_to(own),
        "pairs": pairs_of(own, now),
        "training": due_date(own.training_due_on, today),
        "supervision": due_date(own.supervision_due_on, today),
        "reasons": reasons_for_no_offers(own, now) if own.state == Supporter.State.ACTIVE else [],
    }
    return render(request, "peer_support/supporting/home.html", context)


@peer_support_page
@require_http_methods(FORM)
def apply(request: SignedInRequest) -> HttpResponse:
    """Apply to be a supporter."""
    person = request.user
    own = own_supporter(person)
    if own is not None and own.state in CURRENT:
        return redirect("peer_support:supporting")
    if works_apart(person) or not person.memberships.current(timezone.localdate()).exists():
        context = {"works_apart": works_apart(person)}
        return render(request, "peer_support/supporting/cannot_apply.html", context)
    form = ApplyForm(request.POST or None, initial={"alias": person.first_name})
    page = FormPage(
        heading=_("Become a peer supporter"),
        lead=_(
            "You listen, and you point to other help. You never counsel and never talk about a "
            "live case. A panel decides, and you are trained before anybody is put in touch with "
            "you."
        ),
        submit=_("Apply"),
        back=reverse("peer_support:supporting"),
        done=_("Thank you. Your application has been sent to the coordinator."),
    )

    def act() -> Supporter:
        return apply_to_support(
            person=person,
            profile=form.profile,
            motivation=form.cleaned_data["motivation"],
            now=timezone.now(),
        )

    return answer_form(request, form, page, act, PROFILE_PAGE)


@peer_support_page
@require_http_methods(FORM)
def profile(request: SignedInRequest) -> HttpResponse:
    """Change what one says of oneself."""
    own = own_supporter(request.user)
    if own is None or own.state not in CURRENT:
        return redirect("peer_support:supporting")
    form = ProfileForm(request.POST or None, initial=profile_initial(own))
    page = FormPage(
        heading=_("Your profile as a supporter"),
        submit=_("Save your profile"),
        back=reverse("peer_support:supporting"),
        done=_("Your profile has been saved."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: change_profile(person=request.user, profile=form.profile, now=timezone.now()),
        PROFILE_PAGE,
    )


@peer_support_page
@require_http_methods(FORM)
def pause(request: SignedInRequest) -> HttpResponse:
    """Pause without giving a reason."""
    own = own_supporter(request.user)
    if own is None or own.state not in SERVING:
        return redirect("peer_support:supporting")
    form = PauseForm(request.POST if request.method == "POST" else None)
    page = FormPage(
        heading=_("Pause for a while"),
        lead=_(
            "You are not asked why. You get no new requests, and those that wait for your answer "
            "are passed to others at once. The people you talk with now stay with you."
        ),
        submit=_("Pause"),
        back=reverse("peer_support:supporting"),
        done=_("You are taking a pause. Nobody is told why."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: pause_supporting(
            person=request.user, until=form.cleaned_data["until"], now=timezone.now()
        ),
        FORM_PAGE,
    )


@peer_support_page
@require_http_methods(FORM)
def resume(request: SignedInRequest) -> HttpResponse:
    """Come back from a pause."""
    own = own_supporter(request.user)
    if own is None or own.state not in SERVING:
        return redirect("peer_support:supporting")
    form = forms.Form(request.POST if request.method == "POST" else None)
    page = FormPage(
        heading=_("Come back from your pause"),
        lead=_("From now on you may be asked again. Welcome back."),
        submit=_("Come back"),
        back=reverse("peer_support:supporting"),
        done=_("Welcome back. You may be asked again from now on."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: resume_supporting(person=request.user, now=timezone.now()),
        FORM_PAGE,
    )


@peer_support_page
@require_http_methods(FORM)
def leave(request: SignedInRequest) -> HttpResponse:
    """Stop being a supporter, or take an application back, knowing what becomes of the rest."""
    own = own_supporter(request.user)
    if own is None or own.state not in CURRENT:
        return redirect("peer_support:supporting")
    form = forms.Form(request.POST if request.method == "POST" else None)
    page = _withdraw_page() if own.state == Supporter.State.APPLIED else _leave_page(own)
    return answer_form(
        request,
        form,
        page,
        lambda: leave_supporting(person=request.user, actor=request.user, now=timezone.now()),
        FORM_PAGE,
    )


def _withdraw_page() -> FormPage:
    return FormPage(
        heading=_("Take your application back"),
        lead=_("What you wrote about why is erased. You can apply again at any time."),
        submit=_("Take it back"),
        back=reverse("peer_support:supporting"),
        done=_("Your application has been taken back."),
    )


def _leave_page(own: Supporter) -> FormPage:
    pairs = active_pairs(own)
    return FormPage(
        heading=_("Stop being a supporter"),
        lead=_(
            "You are not asked why. Requests that wait for your answer are passed to others at "
            "once, and what you said about your own experience is erased. If you only need a "
            "rest, you can pause instead: then your conversations go on."
        ),
        warning=_conversations_end(pairs) if pairs else "",
        submit=_("Stop being a supporter"),
        back=reverse("peer_support:supporting"),
        done=_("You are no longer a supporter. Thank you for every hour that you listened."),
    )


def _conversations_end(pairs: int) -> str:
    return ngettext(
        "You talk with %(pairs)d person now. That conversation ends today. They are told that "
        "there is something new, they are not told why, and they can ask for another supporter "
        "with the same answers. You may want to say goodbye first.",
        "You talk with %(pairs)d people now. Those conversations end today. They are told that "
        "there is something new, they are not told why, and they can ask for another supporter "
        "with the same answers. You may want to say goodbye first.",
        pairs,
    ) % {"pairs": pairs}
