"""Where a person reads what changed on a page, answers its question and confirms."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.signed_in import SignedInRequest
from cms.access import get_page
from cms.models import BasePage
from learning.forms import ConfirmForm
from learning.models import ModulePage
from learning.selectors.confirming import (
    ChangeToRead,
    change_to_read,
    last_confirmation,
    marked_by,
)
from learning.services.confirming import confirm_reading
from learning.views.gone import say_nothing_is_owed
from notifications.selectors import was_told


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: SignedInRequest, page_id: UUID) -> HttpResponse:
    """What changed, and the one question; or that there is nothing to confirm."""
    try:
        page = get_page(request.user, page_id)
    except Http404:
        if was_told(request.user, request.path):
            return say_nothing_is_owed(request, "learning/no_longer_asked.html")
        raise
    if isinstance(page, ModulePage):
        # A module is completed again instead.
        return redirect("learning:module", slug=page.slug)
    change = change_to_read(request.user, page, timezone.localdate())
    if change is None:
        return _nothing_to_confirm(request, page)
    if request.method == "POST":
        return _answer(request, page, change)
    return _show(request, page, change, ConfirmForm(change.version.question))


def _nothing_to_confirm(request: SignedInRequest, page: BasePage) -> HttpResponse:
    """Also what the second of two clicks comes to."""
    if request.method == "POST":
        return redirect("learning:confirm", page_id=page.translation_key)
    confirmation = last_confirmation(request.user, page)
    read = [confirmation.version] if confirmation else []
    context = {"page": page, "confirmation": confirmation, "marked_by": marked_by(page, *read)}
    return render(request, "learning/confirmed.html", context)


def _answer(request: SignedInRequest, page: BasePage, change: ChangeToRead) -> HttpResponse:
    if request.POST.get("version") != str(change.version.public_id):
        # Published once more while the form was open: nobody confirms what they have not seen.
        form = ConfirmForm(change.version.question)
        return _show(request, page, change, form, changed_again=True)
    form = ConfirmForm(change.version.question, request.POST)
    if not form.is_valid():
        return _show(request, page, change, form)
    now = timezone.now()
    done = confirm_reading(person=request.user, version=change.version, answer=form.answer, now=now)
    if done is None:
        form.add_error("answer", _("That is not right. Read what changed, and choose again."))
        return _show(request, page, change, form, feedback=change.version.question["feedback"])
    return redirect("learning:confirm", page_id=page.translation_key)


def _show(
    request: SignedInRequest,
    page: BasePage,
    change: ChangeToRead,
    form: ConfirmForm,
    *,
    feedback: str = "",
    changed_again: bool = False,
) -> HttpResponse:
    context = {
        "page": page,
        "change": change,
        "form": form,
        "feedback": feedback,
        "changed_again": changed_again,
    }
    return render(request, "learning/confirm.html", context)
