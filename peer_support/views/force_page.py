"""What the person's own force says about its peer support."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.signed_in import SignedInRequest
from peer_support.selectors.force_page import force_page_for
from peer_support.views.private import peer_support_page


@peer_support_page
@require_safe
def force_page(request: SignedInRequest) -> HttpResponse:
    """The supporters as a group, TRiM, occupational health and how to join."""
    today = timezone.localdate()
    page = force_page_for(request.user, today)
    overdue = page is not None and page.words is not None and page.words.needs_review(today)
    return render(request, "peer_support/force.html", {"page": page, "overdue": overdue})
