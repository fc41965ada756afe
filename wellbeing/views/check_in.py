"""The check-in itself: shown, saved for later, handed in. Nothing of it leaves the answer."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.signed_in import SignedInRequest
from core.exceptions import DomainError
from wellbeing.exceptions import CheckInRefusedError, UnknownInstrumentError
from wellbeing.forms import CheckInForm
from wellbeing.instruments import Instrument
from wellbeing.instruments.registry import instrument as find_instrument
from wellbeing.opened_form import (
    AnothersFormError,
    FormNotUsableError,
    OpenedForm,
    open_form,
    read_signed,
    signed,
)
from wellbeing.results import results_of
from wellbeing.selectors.own_due import due_instruments
from wellbeing.selectors.own_rows import draft_of
from wellbeing.selectors.preferences import preference_of
from wellbeing.services.check_in import CheckInOutcome, record_check_in
from wellbeing.services.drafts import save_draft
from wellbeing.views.own_page import own_page

DEFAULT = "pulse"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says besides its questions."""

    resumed: bool = False
    is_empty: bool = False


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: SignedInRequest, code: str = DEFAULT) -> HttpResponse:
    """One page of questions; what is sent is answered here, and sent nowhere else."""
    instrument = instrument_or_404(code)
    if request.method == "POST":
        return _take_in(request, instrument)
    if not can_be_answered(request.user, instrument):
        return _say_not_now(request, instrument)
    draft = draft_of(request.user, instrument.code)
    form = CheckInForm(instrument=instrument, initial=draft.answers if draft else None)
    return _show(request, form, Shown(resumed=bool(draft)))


def instrument_or_404(code: str) -> Instrument:
    """The instrument, unless there is none of that name here."""
    try:
        return find_instrument(code)
    except UnknownInstrumentError as error:
        raise Http404 from error


def can_be_answered(person: User, instrument: Instrument) -> bool:
    """Whether answers would be taken today; asked first, so that nobody answers in vain."""
    due = due_instruments(person, timezone.localdate())
    return any(found.instrument.code == instrument.code for found in due)


def _say_not_now(request: SignedInRequest, instrument: Instrument) -> HttpResponse:
    has_left = preference_of(request.user).has_left
    context = {"instrument": instrument, "has_left": has_left}
    return render(request, "wellbeing/used_up.html", context)


def _show(
    request: SignedInRequest, form: CheckInForm, shown: Shown, opened: OpenedForm | None = None
) -> HttpResponse:
    """The questions with what was chosen so far; a form that can't be sent any more gets anew."""
    code = form.instrument.code
    opened = opened or open_form(instrument=code, today=timezone.localdate())
    context = {
        "form": form,
        "instrument": form.instrument,
        "questions": list(form.questions()),
        "token": signed(opened, request.user),
        "shown": shown,
    }
    return render(request, "wellbeing/check_in.html", context)


def _take_in(request: SignedInRequest, instrument: Instrument) -> HttpResponse:
    form = CheckInForm(request.POST, instrument=instrument)
    try:
        opened = read_signed(request.POST.get("opened", ""), request.user, instrument.code)
    except AnothersFormError as error:
        # A browser that goes back sends a form again, whoever sits there by now.
        return _show_refused(request, CheckInForm({}, instrument=instrument), error)
    except FormNotUsableError as error:
        return _show_refused(request, form, error)
    if not form.is_valid():
        return _show(request, form, Shown(), opened)
    if not form.answers:
        return _show(request, form, Shown(is_empty=True), opened)
    if "later" in request.POST:
        return _keep_for_later(request, form, opened)
    return _hand_in(request, form, opened)


def _show_refused(request: SignedInRequest, form: CheckInForm, error: DomainError) -> HttpResponse:
    """The error on a fresh form with the same answers, to look at and send again."""
    form.add_error(None, str(error.message))
    return _show(request, form, Shown())


def _keep_for_later(
    request: SignedInRequest, form: CheckInForm, opened: OpenedForm
) -> HttpResponse:
    try:
        saved = save_draft(
            person=request.user,
            instrument=opened.instrument,
            answers=form.answers,
            period=opened.period,
            now=timezone.now(),
        )
    except CheckInRefusedError as error:
        return _show_refused(request, form, error)
    context = {"instrument": form.instrument, "saved": saved}
    return render(request, "wellbeing/saved.html", context)


def _hand_in(request: SignedInRequest, form: CheckInForm, opened: OpenedForm) -> HttpResponse:
    try:
        outcome = record_check_in(
            person=request.user,
            instrument=opened.instrument,
            answers=form.answers,
            check_in_id=opened.check_in_id,
            period=opened.period,
            now=timezone.now(),
        )
    except CheckInRefusedError as error:
        return _show_refused(request, form, error)
    return _thank(request, form, outcome)


def _thank(request: SignedInRequest, form: CheckInForm, outcome: CheckInOutcome) -> HttpResponse:
    """Thanks, or why nothing was stored; either way help where it is wanted, and nobody told."""
    context = {
        "instrument": form.instrument,
        "outcome": outcome,
        "results": results_of(form.instrument, form.answers),
    }
    return render(request, "wellbeing/thanks.html", context)
