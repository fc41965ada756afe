"""The account pages that allauth does not have."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts import services
from accounts.exceptions import InvitationNotUsable
from accounts.forms import AcceptInvitationForm
from accounts.kept_forms import open_kept_form
from accounts.models import Invitation, KeptForm
from accounts.second_factor import SKIPPED, factors_of, role_asks_for_it
from accounts.selectors import kept_forms_of, open_sessions_of
from accounts.signed_in import SignedInRequest

INVITATION_IN_SESSION = "accounts_invitation"


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    """Everything a person can do with their own account, on one page."""
    context = {
        "factors": factors_of(request.user),
        "role_asks_for_it": role_asks_for_it(request.user),
        "kept_forms": kept_forms_of(request.user),
    }
    return render(request, "accounts/account.html", context)


@never_cache
@login_not_required
@sensitive_post_parameters("password")
def accept_invitation(request: HttpRequest) -> HttpResponse:
    """Open the account. The link's token moves from the address to the session first."""
    if request.method == "GET" and "link" in request.GET:
        request.session[INVITATION_IN_SESSION] = request.GET["link"]
        return redirect("accounts_invitation")
    token = request.session.get(INVITATION_IN_SESSION, "")
    try:
        invitation = services.find_usable_invitation(token)
        return _answer_invitation(request, invitation, token)
    except InvitationNotUsable:
        return render(request, "accounts/invitation_not_usable.html", status=410)


def _answer_invitation(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    person = invitation.person
    names = {"first_name": person.first_name, "last_name": person.last_name}
    form = AcceptInvitationForm(request.POST or None, person=person, initial=names)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "email": person.email}
        return render(request, "accounts/accept_invitation.html", context)
    services.accept_invitation(token=token, **form.cleaned_data)
    # Whoever was signed in here is not the person who signs in next.
    logout(request)
    messages.success(request, _("Your account is ready. Sign in with your new password."))
    return redirect("account_login")


@require_safe
def sessions(request: SignedInRequest) -> HttpResponse:
    """Where the person is signed in."""
    current = request.session.session_key
    context = {"sessions": open_sessions_of(request.user, current_key=current)}
    return render(request, "accounts/sessions.html", context)


@require_POST
def end_session(request: SignedInRequest) -> HttpResponse:
    """End one of the person's own sessions, or all but this one."""
    mine = UserSession.objects.filter(user_id=request.user.pk)
    chosen = request.POST.get("session", "")
    if chosen == "others":
        ending = list(mine.exclude(session_key=request.session.session_key))
    elif chosen.isdecimal():
        ending = [get_object_or_404(mine, pk=int(chosen))]
    else:
        raise Http404
    for session in ending:
        services.end_session(session=session, ended_by=request.user)
    messages.success(request, _("Signed out."))
    return redirect("usersessions_list")


@require_safe
def second_factor(request: SignedInRequest) -> HttpResponse:
    """Says why a second factor is needed and how to set one up."""
    return render(request, "accounts/second_factor.html", {"next": request.GET.get("next", "")})


@require_POST
def skip_second_factor(request: SignedInRequest) -> HttpResponse:
    """Hide the demo's reminder for this session."""
    request.session[SKIPPED] = True
    return redirect("/home/")


def kept_form(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What the person had typed, ready to be sent again by a form of this page."""
    kept = get_object_or_404(
        KeptForm, public_id=public_id, person=request.user, expires_at__gt=timezone.now()
    )
    if request.method == "POST":
        kept.delete()
        messages.success(request, _("Your answers were deleted."))
        return redirect("accounts_home")
    answers = open_kept_form(kept)
    if answers is None:
        raise Http404
    return render(request, "accounts/kept_form.html", {"kept": kept, "answers": answers})
