"""Where everything of one's own wellbeing is found."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from wellbeing.instruments.built_in import CODES
from wellbeing.models import ReminderChoice
from wellbeing.months import month_of
from wellbeing.selectors.contact import services_answered_by
from wellbeing.selectors.own_due import due_instruments
from wellbeing.selectors.own_history import has_checked_in
from wellbeing.selectors.own_rows import codes_of_drafts
from wellbeing.selectors.preferences import preference_of
from wellbeing.selectors.trends import heard_and_did_for
from wellbeing.views.own_page import own_page


@own_page
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The promise, the check-in, and what else the person can do here."""
    today = timezone.localdate()
    choice = preference_of(request.user)
    due = [found.instrument for found in due_instruments(request.user, today)]
    context = {
        "usual": next((found for found in due if found.code == CODES[0]), None),
        "others": [found for found in due if found.code != CODES[0]],
        "drafts": codes_of_drafts(request.user),
        "choice": choice,
        "is_paused": choice.paused_until is not None and choice.paused_until > today,
        "checked_in": has_checked_in(request.user, month_of(today)),
        "heard": heard_and_did_for(request.user),
        "answers_requests": bool(services_answered_by(request.user, today)),
        "reminder": ReminderChoice.objects.filter(person=request.user).first(),
    }
    return render(request, "wellbeing/home.html", context)
