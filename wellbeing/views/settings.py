"""How a person uses check-ins: reminders, pause, how long answers stay, leaving and coming back.

Each page shows the state that it leads to; no message is kept anywhere to be shown later.
"""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import recent_sign_in_required
from accounts.signed_in import SignedInRequest
from wellbeing.exceptions import PauseRefusedError
from wellbeing.forms import NEVER, ConfirmForm, LeaveForm, PauseForm, ReminderForm
from wellbeing.models import ReminderChoice
from wellbeing.selectors.preferences import preference_of
from wellbeing.services import preferences
from wellbeing.services.erasure import erase_own_history
from wellbeing.services.reminders import set_reminder, stop_reminders
from wellbeing.views.own_page import own_page, sent


@own_page
@require_safe
def show(request: SignedInRequest) -> HttpResponse:
    """How things are, with a way to change each."""
    return _page(request)


def _page(
    request: SignedInRequest, *, pause: PauseForm | None = None, asked: ReminderForm | None = None
) -> HttpResponse:
    today, choice = timezone.localdate(), preference_of(request.user)
    reminder = ReminderChoice.objects.filter(person=request.user).first()
    context = {
        "choice": choice,
        "is_paused": choice.paused_until is not None and choice.paused_until > today,
        "reminder": reminder,
        "reminder_form": asked or ReminderForm.showing(reminder),
        "pause_form": pause or PauseForm(today=today),
    }
    return render(request, "wellbeing/settings.html", context)


def _back() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("wellbeing:settings"))


@own_page
@require_POST
def reminders(request: SignedInRequest) -> HttpResponse:
    """Be reminded on a fixed day, or never."""
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return _page(request, asked=form)
    if form.cleaned_data["cadence"] == NEVER:
        stop_reminders(person=request.user)
        return _back()
    cadence = ReminderChoice.Cadence(form.cleaned_data["cadence"])
    set_reminder(person=request.user, cadence=cadence, day=form.day, on=timezone.localdate())
    return _back()


@own_page
@require_POST
def pause(request: SignedInRequest) -> HttpResponse:
    """Be left in peace until a day."""
    today = timezone.localdate()
    form = PauseForm(request.POST, today=today)
    if not form.is_valid():
        return _page(request, pause=form)
    try:
        preferences.pause(person=request.user, until=form.cleaned_data["until"], today=today)
    except PauseRefusedError as error:
        form.add_error("until", str(error.message))
        return _page(request, pause=form)
    return _back()


@own_page
@require_POST
def resume(request: SignedInRequest) -> HttpResponse:
    """End the pause."""
    preferences.resume(person=request.user)
    return _back()


@own_page
@require_POST
def keep(request: SignedInRequest) -> HttpResponse:
    """Keep old answers for one's own history, or let them go in time again."""
    preferences.keep_history(person=request.user, keep="keep" in request.POST)
    return _back()


@own_page
@recent_sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: SignedInRequest) -> HttpResponse:
    """Ask, then destroy the key and everything that it opens."""
    form = ConfirmForm(sent(request), label=_("Yes, erase everything that I have answered"))
    if form.is_valid():
        erase_own_history(person=request.user)
        return _back()
    return render(request, "wellbeing/erase.html", {"form": form})


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedInRequest) -> HttpResponse:
    """Ask whether the history goes too, then stop."""
    form = LeaveForm(sent(request))
    if form.is_valid():
        preferences.leave(person=request.user, erase_everything=form.cleaned_data["erase"])
        return _back()
    return render(request, "wellbeing/leave.html", {"form": form})


@own_page
@require_POST
def join_again(request: SignedInRequest) -> HttpResponse:
    """Take part again."""
    preferences.rejoin(person=request.user)
    return _back()
