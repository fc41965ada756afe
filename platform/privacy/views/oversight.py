"""The requests of a force, for its data protection officer: that they exist, never the content."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from privacy.policies import may_oversee_requests
from privacy.querysets import AccessRequestQuerySet, ErasureRequestQuerySet
from privacy.selectors import copies_overseen_by, erasures_overseen_by

PAGE_SIZE = 50


@require_safe
def copies(request: SignedInRequest) -> HttpResponse:
    """Wishes for a copy, newest first."""
    return _list(request, copies_overseen_by(request.user), kind="copies")


@require_safe
def erasures(request: SignedInRequest) -> HttpResponse:
    """Wishes to be erased, newest first."""
    return _list(request, erasures_overseen_by(request.user), kind="erasures")


def _list(
    request: SignedInRequest, rows: AccessRequestQuerySet | ErasureRequestQuerySet, *, kind: str
) -> HttpResponse:
    if not may_oversee_requests(request.user):
        raise PermissionDenied
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "privacy/requests.html", {"page": page, "kind": kind})
