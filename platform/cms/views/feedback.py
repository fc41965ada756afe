"""Feedback about the site, and whether a page was useful. Neither keeps who said it."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.access import get_page
from cms.feedback_places import known_place, page_at
from cms.forms.feedback import FeedbackForm
from cms.often import sends_too_often
from cms.services.feedback import take_feedback
from cms.services.usefulness import count_answer
from cms.useful_session import has_answered, note_answer

THANKS = "thanks"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form, with the page that it was opened from filled in."""
    if request.method != "POST":
        page = known_place(request.GET.get("page", ""))
        return _show(request, FeedbackForm(initial={"page": page}), page)
    form = FeedbackForm(request.POST)
    page = known_place(request.POST.get("page", ""))
    if not form.is_valid():
        return _show(request, form, page, status=422)
    if form.is_of_a_machine:
        return redirect("feedback_sent")
    if sends_too_often(request, "feedback"):
        form.add_error(None, _("Too many messages came at once. Send yours in ten minutes."))
        return _show(request, form, page, status=429)
    _take(request, form)
    return redirect("feedback_sent")


def _show(
    request: HttpRequest, form: FeedbackForm, page: str, *, status: int = 200
) -> HttpResponse:
    return render(request, "cms/feedback.html", {"form": form, "about": page}, status=status)


def _take(request: HttpRequest, form: FeedbackForm) -> None:
    said = form.cleaned_data
    take_feedback(
        doing=said["doing"],
        problem=said["problem"],
        address=said["page"],
        page=page_at(request.user, said["page"]),
        today=timezone.localdate(),
    )


@login_not_required
@require_safe
def feedback_sent(request: HttpRequest) -> HttpResponse:
    """Thanks, and what becomes of the message."""
    return render(request, "cms/feedback_sent.html")


@login_not_required
@require_POST
def page_useful(request: HttpRequest, page_id: UUID) -> HttpResponse:
    """Count a yes or a no, and lead back to the page, which says thank you."""
    page = get_page(request.user, page_id)
    if not page.useful_question:
        raise Http404
    answer = request.POST.get("useful", "")
    if answer not in {"yes", "no"}:
        return HttpResponseBadRequest()
    if not has_answered(request, page) and not sends_too_often(request, "useful"):
        count_answer(page=page, is_useful=answer == "yes", today=timezone.localdate())
        note_answer(request, page)
    return redirect(f"{page.get_url(request)}?useful={THANKS}#useful")
