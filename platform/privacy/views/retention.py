"""How long everything is kept, in words, for whoever has signed in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.signed_in import SignedInRequest
from privacy.forms import RetentionForm
from privacy.policies import may_set_retention
from privacy.selectors import retention_items
from privacy.services import set_retention


@require_safe
def table(request: SignedInRequest) -> HttpResponse:
    """Every rule with its length and what it removed last."""
    context = {"items": retention_items(), "may_change": may_set_retention(request.user)}
    return render(request, "privacy/retention.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose another length for one rule."""
    if not may_set_retention(request.user):
        raise PermissionDenied
    item = next((item for item in retention_items() if item.rule.code == code), None)
    if item is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = RetentionForm(posted, rule=item.rule, initial={"keep_days": item.keep_days})
    if not form.is_valid():
        return render(request, "privacy/change_retention.html", {"item": item, "form": form})
    set_retention(
        actor=request.user,
        code=code,
        keep_days=form.cleaned_data["keep_days"],
        now=timezone.now(),
    )
    messages.success(request, _("The new length holds from tonight."))
    return redirect("privacy:retention")
