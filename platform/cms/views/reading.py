"""What a page was before: its versions, and what each of them changed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from cms.access import get_page
from cms.selectors.history import changes_in, history_of


@require_safe
def page_history(request: SignedInRequest, page_id: UUID) -> HttpResponse:
    """Every version of a page with its date and note, the newest first."""
    page = get_page(request.user, page_id)
    context = {"page": page, "history": history_of(page, request.user)}
    return render(request, "cms/page_history.html", context)


@require_safe
def page_changes(request: SignedInRequest, page_id: UUID, number: int) -> HttpResponse:
    """The words that one version added and removed."""
    page = get_page(request.user, page_id)
    changes = changes_in(page, number, request.user)
    if changes is None:
        raise Http404
    return render(request, "cms/page_changes.html", {"page": page, "changes": changes})
