"""The texts that a person may agree to, and their choice about each."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from privacy.exceptions import ConsentTextChangedError
from privacy.forms import ConsentForm
from privacy.selectors import ConsentItem, consent_item, consent_items
from privacy.services import give_consent, withdraw_consent


@require_safe
def texts(request: SignedInRequest) -> HttpResponse:
    """Every text with the person's choice."""
    return render(request, "privacy/consents.html", {"items": consent_items(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: SignedInRequest, slug: str) -> HttpResponse:
    """One text in its current version; agree to it or take that back."""
    item = consent_item(request.user, slug)
    if item is None:
        raise Http404
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _choose(request, item, form)
    return render(request, "privacy/consent.html", {"item": item})


def _choose(request: SignedInRequest, item: ConsentItem, form: ConsentForm) -> HttpResponse:
    slug, now = item.text.slug, timezone.now()
    if not form.cleaned_data["agree"]:
        withdraw_consent(person=request.user, slug=slug, now=now)
        messages.success(request, _("You no longer agree to this."))
        return redirect("privacy:consents")
    try:
        version = form.cleaned_data["version"]
        give_consent(person=request.user, slug=slug, version=version, now=now)
    except ConsentTextChangedError as error:
        messages.info(request, str(error.message))
        return redirect("privacy:consent", slug)
    messages.success(request, _("You agreed to this. You can take it back at any time."))
    return redirect("privacy:consents")
