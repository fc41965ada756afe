"""Takes a page through its review: telling, deciding, skipping and publishing."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState

from accounts.models import User
from cms.exceptions import ReviewError
from cms.models import (
    BasePage,
    ChangeKind,
    LegalOrSafeguardingCheck,
    ReviewTask,
    SpecialistReview,
)
from cms.notification_kinds import APPROVED, CHANGES_ASKED, REVIEW_ASKED
from cms.policies import may_approve, may_review
from cms.sameness import content_of
from cms.selectors.reviews import force_of_page, people_with_remit, writers_of
from core.telling import tell

SKIPPED = "cms.review.skip"


def release_lock(workflow_state: WorkflowState) -> None:
    """Take off the lock that its author may have left on the page: reviewers must get in."""
    Page.objects.filter(pk=workflow_state.object_id, locked=True).update(
        locked=False, locked_by=None, locked_at=None
    )


def reviewers_of(task: ReviewTask, page: Page) -> list[User]:
    """Those who may decide this step now."""
    people = people_with_remit(task.remits, force_of_page(page))
    return [person for person in people if may_review(person, page, task)]


def tell_reviewers(*, task: ReviewTask, state: TaskState) -> None:
    """Tell everyone who may decide the step that something waits for them."""
    for person in reviewers_of(task, state.workflow_state.content_object):
        _tell(person, REVIEW_ASKED, state)


def _tell(person: User | None, kind: str, state: TaskState) -> None:
    # The page is named nowhere: what a draft is about may be the most sensitive thing in it.
    if person is not None:
        tell(
            recipient=person,
            kind=kind,
            subject_key=f"{kind}:{state.pk}",
            url=reverse("wagtailadmin_home"),
        )


@transaction.atomic
def decide_step(
    *, task: ReviewTask, state: TaskState, user: User, action: str, said: Mapping[str, object]
) -> None:
    """Approve a step or send the page back; ReviewError if somebody was quicker.

    Two people who decide at once take turns; the second finds the step closed.
    """
    WorkflowState.objects.select_for_update().get(pk=state.workflow_state_id)
    open_state = TaskState.objects.select_related("workflow_state", "revision").get(pk=state.pk)
    _check_step(task, open_state, user)
    comment = str(said.get("comment", ""))
    if action == "approve":
        _check_words(open_state)
        open_state.approve(user=user, comment=comment)
    elif action == "reject":
        open_state.reject(user=user, comment=comment)
        _tell(open_state.workflow_state.requested_by, CHANGES_ASKED, open_state)


def _check_step(task: ReviewTask, state: TaskState, user: User) -> None:
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise ReviewError(_("Somebody else has decided this step already. Nothing was changed."))
    if not may_review(user, state.workflow_state.content_object, task):
        raise ReviewError(_("You cannot decide this step. Nothing was changed."))


def _check_words(state: TaskState) -> None:
    """What is approved must be what was submitted."""
    latest: Revision = state.workflow_state.content_object.get_latest_revision()
    if content_of(latest.content) != content_of(state.revision.content):
        raise ReviewError(
            _(
                "The page has changed since it was submitted. Ask for changes, so that it comes "
                "anew."
            )
        )


def step_before(workflow_state: WorkflowState) -> ReviewTask | None:
    """The step whose approval was given to other words than those of now; None if it holds."""
    approved = workflow_state.task_states.filter(status=TaskState.STATUS_APPROVED)
    last = approved.select_related("revision").order_by("-finished_at").first()
    if last is None:
        return None
    latest: Revision = workflow_state.content_object.get_latest_revision()
    if content_of(latest.content) == content_of(last.revision.content):
        return None
    earlier: ReviewTask = last.task.specific
    return earlier


def needs_legal_check(page: BasePage) -> bool:
    """Everything does, except a minor change of a page that is live and no legal update."""
    if page.always_checked:
        return True
    return page.change_kind != ChangeKind.MINOR or page.first_published_at is None


def missing_reviewers(*, page: BasePage, submitted_by: User) -> list[ReviewTask]:
    """The steps that this page needs and that nobody else could decide."""
    wrote = writers_of(page) | {submitted_by.pk} if page.pk else {submitted_by.pk}
    needed = [SpecialistReview, LegalOrSafeguardingCheck]
    if not needs_legal_check(page):
        needed.remove(LegalOrSafeguardingCheck)
    steps = [step for kind in needed for step in kind.objects.filter(active=True)]
    return [step for step in steps if not _could_be_done(step, page, wrote)]


def _could_be_done(step: ReviewTask, page: BasePage, wrote: Collection[int]) -> bool:
    people = people_with_remit(step.remits, page.force_id).exclude(pk__in=wrote)
    return any(may_approve(person, page) for person in people)


def skip_step(*, task: ReviewTask, workflow_state: WorkflowState) -> TaskState | None:
    """Pass over the legal check where none is needed, and say so in the history."""
    revision: Revision = workflow_state.content_object.get_latest_revision()
    page = revision.as_object()
    if needs_legal_check(page):
        return None
    reason = _("Skipped: this is a minor change, and the page is not a legal update.")
    state: TaskState = TaskState.objects.create(
        workflow_state=workflow_state,
        revision=revision,
        task=task,
        status=TaskState.STATUS_SKIPPED,
        finished_at=timezone.now(),
        comment=reason,
    )
    log(instance=page, action=SKIPPED, revision=revision, data={"reason": reason})
    return state


def publish_reviewed(*, workflow_state: WorkflowState, user: User | None) -> None:
    """Publish what was approved, or let it wait for its time, and tell who submitted it."""
    revision: Revision = workflow_state.content_object.get_latest_revision()
    # Those who approve have no right to publish by themselves; their approval is the right.
    revision.publish(user=user, skip_permission_checks=True)
    _tell(workflow_state.requested_by, APPROVED, workflow_state.current_task_state)
