"""What the first page of the CMS lists for the person who opens it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.models import User
from cms.models import BasePage
from cms.policies import may_roam_cms
from cms.selectors.forces import own_pages
from cms.selectors.pages import (
    forces_written_for,
    national_content_roles,
    national_writers,
    people_who_write_for,
)

SOON = timedelta(days=30)
MOST_ROWS = 20


@dataclass(frozen=True)
class HomeRow:
    """One line of a list: what it is, where it is dealt with, and why it is there."""

    title: str
    url: str
    note: str
    is_urgent: bool


@dataclass(frozen=True)
class DueReview:
    """A page that the person should look at, whether its date has passed, and who else keeps it."""

    page: BasePage
    due_on: date
    is_overdue: bool
    is_own: bool


def pages_in_reach_of(user: User) -> QuerySet[BasePage]:
    """The pages that the person may open in the CMS today, whatever they kept before."""
    if not may_roam_cms(user):
        return own_pages(user)
    everything: QuerySet[BasePage] = BasePage.objects.all()
    return everything


def pages_due(until: date) -> QuerySet[BasePage]:
    """Pages, live or not, whose review date has come by then, the longest overdue first."""
    due = BasePage.objects.filter(next_review_on__lte=until).defer_streamfields()
    ordered: QuerySet[BasePage] = due.order_by("next_review_on", "pk")
    return ordered


def reviews_due_of(user: User, today: date) -> list[DueReview]:
    """The pages that the person looks after and that are due within a month, or overdue.

    Besides, those of nobody else in the places that the person writes for.
    """
    own = Q(pk__in=pages_in_reach_of(user).filter(content_owner=user.pk).values("pk"))
    pages = pages_due(today + SOON).filter(own | _kept_by_nobody_in_places_of(user))[:MOST_ROWS]
    return [
        DueReview(
            page,
            page.next_review_on,
            is_overdue=page.next_review_on < today,
            is_own=page.content_owner_id == user.pk,
        )
        for page in pages
        if page.next_review_on is not None
    ]


def _kept_by_nobody_in_places_of(user: User) -> Q:
    """Pages there without an owner, or whose owner does not write there any more."""
    found = Q(pk__in=[])
    for force in forces_written_for(user):
        writers = people_who_write_for(force).filter(is_active=True)
        found |= Q(force=force) & ~Q(content_owner__in=writers.order_by())
    if national_content_roles(user):
        writers = national_writers().filter(is_active=True)
        found |= Q(force__isnull=True) & ~Q(content_owner__in=writers.order_by())
    return found


def unpublished_changes_of(user: User) -> list[BasePage]:
    """Drafts that the person saved last or looks after, the newest first."""
    theirs = Q(content_owner=user.pk) | Q(latest_revision__user=user.pk)
    reach = pages_in_reach_of(user).values("pk")
    drafts = BasePage.objects.filter(theirs, pk__in=reach, has_unpublished_changes=True)
    recent = drafts.defer_streamfields().order_by("-latest_revision_created_at", "pk")
    return list(recent.prefetch_workflow_states().annotate_approved_schedule()[:MOST_ROWS])
