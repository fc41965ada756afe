"""A coordinator's view of supporters: dates, load and decisions; never whom they support."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.signed_in import SignedInRequest
from peer_support.models import Supporter
from peer_support.policies import coordinates_peer_support
from peer_support.selectors.supporters import (
    CURRENT,
    FORMER,
    SORTS,
    DueDate,
    coordinated_supporter,
    coordinated_supporters,
    due_date,
)
from peer_support.views.private import peer_support_page
from peer_support.vocabulary import SLOTS, Topic

PAGE_SIZE = 25
SORT_WORDS = {
    "name": _("Name"),
    "state": _("State"),
    "load": _("Load"),
    "training": _("Training due"),
    "supervision": _("Supervision due"),
}
# What a state looks like as a tag.
TAGS = {
    Supporter.State.APPLIED: "due",
    Supporter.State.ACTIVE: "active",
    Supporter.State.PAUSED: "info",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One supporter in the list."""

    supporter: Supporter
    tag: str
    training: DueDate
    supervision: DueDate


@peer_support_page
@require_safe
def supporters(request: SignedInRequest) -> HttpResponse:
    """Those who support, or who did, in the forces that the person coordinates."""
    if not coordinates_peer_support(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    is_former = request.GET.get("show") == "former"
    sort = request.GET.get("sort", "")
    found = coordinated_supporters(request.user, FORMER if is_former else CURRENT, sort, today)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines_of(page.object_list, today),
        "is_former": is_former,
        "sort": sort if sort in SORTS else "name",
        "sorts": SORT_WORDS.items(),
    }
    return render(request, "peer_support/supporters/list.html", context)


@peer_support_page
@require_safe
def supporter(request: SignedInRequest, supporter_id: UUID) -> HttpResponse:
    """One supporter: what they said of themselves, their dates, and what was decided."""
    found = supporter_of(request.user, supporter_id)
    today = timezone.localdate()
    context = {
        "supporter": found,
        "line": lines_of([found], today)[0],
        "is_self": found.person_id == request.user.pk,
        "is_applying": found.state == Supporter.State.APPLIED,
        "is_serving": found.state in (Supporter.State.ACTIVE, Supporter.State.PAUSED),
        "wishes": [Topic(code).label for code in found.wished_topics],
        "times": [f"{day} {part}" for code, (day, part) in SLOTS if code in found.slots],
        "decisions": found.decisions.select_related("recorded_by").order_by("-pk"),
        "records": found.records.select_related("recorded_by").order_by("-held_on", "-pk"),
    }
    return render(request, "peer_support/supporters/detail.html", context)


def supporter_of(user: User, supporter_id: UUID) -> Supporter:
    """A supporter whom the person looks after; to everybody else there is none."""
    found = coordinated_supporter(user, supporter_id, timezone.localdate())
    if found is None:
        raise Http404
    return found


def lines_of(found: Iterable[Supporter], today: date) -> list[Line]:
    """The supporters of a list with how their dates stand."""
    return [
        Line(
            one,
            TAGS.get(Supporter.State(one.state), "ended"),
            due_date(one.training_due_on, today),
            due_date(one.supervision_due_on, today),
        )
        for one in found
    ]
