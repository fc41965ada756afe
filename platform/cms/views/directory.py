"""The support directory, open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.forms.support import DirectoryFilterForm
from cms.selectors.support import directory


@login_not_required
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Services for those who investigate and for those who were harmed."""
    form = DirectoryFilterForm(request.GET or None)
    wanted = form.wanted()
    groups = directory(wanted, timezone.localdate())
    context = {
        "form": form,
        "groups": groups,
        "found": sum(len(group.entries) for group in groups),
    }
    return render(request, "cms/support.html", context)
