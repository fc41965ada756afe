"""Who may review a page, and who wrote what is under review."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from accounts.models import User
from cms.models import BasePage, PageVersion, Remit, ReviewRemit
from cms.selectors.pages import Visitor, national_content_roles
from organisation.models import Node, Role, RoleGrant
from organisation.selectors import roles_of


def approves_for_nation(user: Visitor) -> bool:
    """Whether the person approves the pages of the nation."""
    return Role.APPROVER in national_content_roles(user)


def forces_approved_for(user: User) -> frozenset[int]:
    """The keys of the forces whose own approver the person is."""
    return frozenset(
        held.scope_id
        for held in roles_of(user)
        if held.role == Role.APPROVER and len(held.scope_path) > Node.steplen
    )


def force_of_page(page: Page) -> int | None:
    """The key of the force whose local page it is; None for the nation's."""
    if isinstance(page, BasePage):
        own: int | None = page.force_id
        return own
    found: int | None = (
        BasePage.objects.filter(pk=page.pk).values_list("force_id", flat=True).first()
    )
    return found


def holds_remit(user: User, remits: Collection[Remit], force_id: int | None) -> bool:
    """Whether the person reviews as one of these for the nation, or for exactly this force."""
    held = ReviewRemit.objects.filter(person=user.pk, remit__in=remits)
    return bool(held.filter(Q(force__isnull=True) | Q(force=force_id)).exists())


def writers_of(page: Page) -> frozenset[int]:
    """The keys of all who saved something since the page was last published.

    What was saved during a review are comments: nobody can change the words then.
    """
    saved: QuerySet[Revision] = page.revisions.filter(user__isnull=False)
    versions = PageVersion.objects.filter(page=page.pk).order_by("-number")
    last = versions.values_list("revision", flat=True).first()
    if last is not None:
        saved = saved.filter(pk__gt=last)
    review = TaskState.objects.for_instance(page).filter(started_at__lte=OuterRef("created_at"))
    still = Q(finished_at__isnull=True) | Q(finished_at__gte=OuterRef("created_at"))
    commented = Exists(review.filter(still))
    return frozenset(saved.exclude(commented).values_list("user", flat=True))


def took_part_in(page: Page, user: User, *, besides_step: int | None) -> bool:
    """Whether the person wrote or submitted what is under review, or approved another step.

    besides_step: the key of the step that is asked about, which may be approved once more.
    """
    if user.pk in writers_of(page):
        return True
    state: WorkflowState | None = page.current_workflow_state
    if state is None:
        return False
    if state.requested_by_id == user.pk:
        return True
    approved = state.task_states.filter(status=TaskState.STATUS_APPROVED, finished_by=user.pk)
    return bool(approved.exclude(task=besides_step).exists())


def people_with_remit(remits: Collection[Remit], force_id: int | None) -> QuerySet[User]:
    """Those who hold a fitting remit, whether or not they may review a certain page."""
    held = ReviewRemit.objects.filter(remit__in=remits)
    fitting = held.filter(Q(force__isnull=True) | Q(force=force_id))
    return User.objects.filter(pk__in=fitting.values("person"), is_active=True)


def people_who_approve(force_id: int | None = None) -> QuerySet[User]:
    """The approvers of a force, or without one those of the nation."""
    grants = RoleGrant.objects.active(timezone.localdate()).filter(role=Role.APPROVER)
    place = Q(scope__depth=1) if force_id is None else Q(scope=force_id)
    grants = grants.filter(place)
    return User.objects.filter(pk__in=grants.values("person")).order_by("last_name", "first_name")
