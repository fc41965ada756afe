"""A certificate for its owner, and the check for whoever was shown one."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from learning.certificate_codes import grouped
from learning.forms import CodeForm
from learning.models import Completion
from learning.pdf.certificate import certificate_sheet
from learning.pdf.sheets import pdf_response
from learning.selectors.certificates import own_completion, verify_code
from learning.selectors.markings import marking_of_completion


def _own_completion(request: SignedInRequest, public_id: UUID) -> Completion:
    completion = own_completion(request.user, public_id)
    if completion is None:
        raise Http404
    return completion


def _check_url(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("learning:check_certificate"))


@require_safe
def certificate(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The certificate on a page."""
    completion = _own_completion(request, public_id)
    context = {
        "completion": completion,
        "marked": marking_of_completion(completion),
        "name": request.user.get_full_name(),
        "code": grouped(completion.verification_code),
        "check_url": _check_url(request),
    }
    return render(request, "learning/certificate.html", context)


@require_safe
def certificate_pdf(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The certificate on paper."""
    completion = _own_completion(request, public_id)
    sheet = certificate_sheet(
        completion,
        name=request.user.get_full_name(),
        check_url=_check_url(request),
        marking=marking_of_completion(completion).get_marking_display,
    )
    return pdf_response(sheet, "certificate.pdf")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_certificate(request: HttpRequest) -> HttpResponse:
    """Say whose certificate a code belongs to; the code is posted, so that no log keeps it."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    checked = form.is_bound and form.is_valid()
    context = {
        "form": form,
        "checked": checked,
        "found": verify_code(form.cleaned_data["code"]) if checked else None,
    }
    return render(request, "learning/check_certificate.html", context)
