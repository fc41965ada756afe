"""Practice examples that readers see, and offers that those concerned see."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from cms.models import PracticeExamplePage, PracticeOffer
from cms.selectors.pages import (
    CONTENT_ROLES,
    Visitor,
    forces_written_for,
    national_content_roles,
    reader_of,
)
from organisation.models import NodeKind, RoleGrant


def practice_visible_to(user: Visitor) -> QuerySet[PracticeExamplePage]:
    """The nation's practice examples that the person may read, the newest first."""
    pages: QuerySet[PracticeExamplePage] = (
        PracticeExamplePage.objects.visible_to(reader_of(user))
        .filter(force__isnull=True)
        .defer_streamfields()
        .select_related("tried_by__profile")
        .order_by("-first_published_at", "path")
    )
    return pages


def forces_with_examples(user: Visitor) -> list[tuple[str, str]]:
    """The forces that have at least one, as slug and name."""
    pairs = practice_visible_to(user).order_by("tried_by__name").distinct()
    return list(pairs.values_list("tried_by__slug", "tried_by__name"))


def offers_visible_to(user: Visitor) -> QuerySet[PracticeOffer]:
    """Every offer for the national team; for a force its own."""
    offers = PracticeOffer.objects.select_related("force__profile", "page")
    if national_content_roles(user):
        return offers
    return offers.filter(force__in=forces_written_for(user))


def national_reviewers() -> QuerySet[User]:
    """Those who decide about offers: editors and approvers for the nation."""
    grants = RoleGrant.objects.active(timezone.localdate()).filter(
        role__in=CONTENT_ROLES, scope__kind=NodeKind.NATION
    )
    return User.objects.filter(pk__in=grants.values("person"), is_active=True).order_by("pk")
