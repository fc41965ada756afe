"""Makes sure that every page below home goes through our two steps."""

from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from cms.models import HomePage, LegalOrSafeguardingCheck, ReviewTask, SpecialistReview

STEPS: tuple[type[ReviewTask], ...] = (SpecialistReview, LegalOrSafeguardingCheck)
# Wagtail's own, which asks a group that we do not have.
UNUSED = "Moderators approval"


def ensure_review_workflow(home: HomePage) -> Workflow:
    """Return the workflow of home, having made what was missing of it."""
    _remove_unused()
    tasks = [_ensure_step(step) for step in STEPS]
    workflow = _workflow_of(home)
    if not workflow.active:
        workflow.active = True
        workflow.save(update_fields=["active"])
    for place, task in enumerate(tasks):
        WorkflowTask.objects.update_or_create(
            workflow=workflow, task=task, defaults={"sort_order": place}
        )
    WorkflowPage.objects.update_or_create(page=home.page_ptr, defaults={"workflow": workflow})
    return workflow


def _remove_unused() -> None:
    Workflow.objects.filter(name=UNUSED, workflow_states__isnull=True).delete()
    GroupApprovalTask.objects.filter(name=UNUSED, task_states__isnull=True).delete()


def _ensure_step(step: type[ReviewTask]) -> ReviewTask:
    found: ReviewTask | None = step.objects.first()
    if found is None:
        made: ReviewTask = step.objects.create(name=str(step.standing_name))
        return made
    if not found.active:
        step.objects.filter(pk=found.pk).update(active=True)
    return found


def _workflow_of(home: HomePage) -> Workflow:
    found = Workflow.objects.filter(workflow_pages__page=home.page_ptr).first()
    return found or Workflow.objects.create(name=_("Review"))
