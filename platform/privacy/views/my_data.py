"""A person's own data: what is held, a copy of it, and its erasure. Nobody sees anybody else's."""

import base64
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.reauthentication import recent_sign_in_required
from accounts.signed_in import SignedInRequest
from privacy import selectors, services
from privacy.exceptions import AlreadyAskedError, NothingToWithdrawError
from privacy.forms import ErasureForm
from privacy.models import AccessRequest

FILE_NAME = "lodestar-my-data.zip"


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """What we hold by name, and what the person asked for."""
    return render(request, "privacy/my_data.html", {"data": selectors.my_data(request.user)})


@require_POST
@recent_sign_in_required
def ask_copy(request: SignedInRequest) -> HttpResponse:
    """Ask for a copy of everything."""
    try:
        services.ask_for_copy(person=request.user, now=timezone.now())
    except AlreadyAskedError as error:
        messages.info(request, str(error.message))
    else:
        messages.success(request, _("We are preparing a copy of your data. Come back soon."))
    return redirect("privacy:my_data")


@require_safe
@recent_sign_in_required
def download_copy(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Hand the copy to the person whom it is about, while it is there."""
    now = timezone.now()
    copy = AccessRequest.objects.ready(now).filter(person=request.user, public_id=public_id).first()
    if copy is None:
        raise Http404
    services.record_download(request=copy)
    response = HttpResponse(base64.b64decode(copy.archive), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@recent_sign_in_required
def erasure(request: SignedInRequest) -> HttpResponse:
    """Say what an erasure means, and take the wish for one."""
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "grace_days": settings.ERASURE_GRACE_DAYS}
        return render(request, "privacy/erasure.html", context)
    try:
        services.ask_for_erasure(person=request.user, now=timezone.now())
    except AlreadyAskedError as error:
        messages.info(request, str(error.message))
    else:
        messages.success(
            request, _("We will erase your data. Until then you can change your mind.")
        )
    return redirect("privacy:my_data")


@require_POST
def withdraw(request: SignedInRequest) -> HttpResponse:
    """Take the wish for an erasure back."""
    try:
        services.withdraw_erasure(person=request.user, now=timezone.now())
    except NothingToWithdrawError as error:
        messages.info(request, str(error.message))
    else:
        messages.success(request, _("Your data will not be erased."))
    return redirect("privacy:my_data")
