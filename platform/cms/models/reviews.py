"""Who reviews pages as what, and the two steps that a page goes through before it is published."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState, WorkflowState

from accounts.models import User
from cms.vocabulary import Remit
from core.models import PublicIdModel
from organisation.models import Node


class ReviewRemit(PublicIdModel):
    """What an approver reviews as. The role gives the right, the remit says for what."""

    # A remit says something of one person's work; without the person it says nothing.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="review_remits",
        verbose_name=_("person"),
    )
    remit = models.CharField(_("reviews as"), max_length=12, choices=Remit)
    force = models.ForeignKey(
        # A force is closed, never deleted.
        Node,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("force"),
        help_text=_("Leave empty for the pages of the nation and of every force."),
    )

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering: ClassVar = ["remit", "person__last_name", "pk"]
        constraints = [
            # Two tabs must not write one remit twice, so that taking it away once is enough.
            models.UniqueConstraint(
                fields=["person", "remit", "force"],
                nulls_distinct=False,
                name="cms_remit_held_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


# Wagtail hands over its own objects; the rules stand in policies and services.
class ReviewTask(Task):
    """A step at which somebody with a fitting remit approves a page or asks for changes."""

    remits: ClassVar[tuple[Remit, ...]]
    standing_name: ClassVar["str | Promise"]

    class Meta:
        abstract = True

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Open the step, and tell those who may take it."""
        from cms.services.reviewing import release_lock, tell_reviewers  # noqa: PLC0415 -- as below

        release_lock(workflow_state)
        state = super().start(workflow_state, user=user)
        tell_reviewers(task=self, state=state)
        return state

    # Wagtail passes the comment, if there is one.
    def on_action(self, task_state: TaskState, user: User, action_name: str, **said: Any) -> None:
        """Approve or send back, one person at a time."""
        from cms.services.reviewing import decide_step  # noqa: PLC0415 -- as below

        decide_step(task=self, state=task_state, user=user, action=action_name, said=said)

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, "str | Promise", bool]]:
        """What the person can do with the page at this step."""
        if not self._is_open_to(user, obj):
            return []
        return [
            ("reject", _("Ask for changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a comment"), True),
        ]

    def get_template_for_action(self, action: str) -> str:
        """The dialog in which the person says why; Wagtail's own is a list of what is no list."""
        return "cms/admin/review_dialog.html"

    def get_task_states_user_can_moderate(
        self, user: User, **_options: Any
    ) -> "models.QuerySet[TaskState]":
        """The reviews at this step that wait for the person."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        found = [
            state.pk
            for state in waiting.select_related("workflow_state")
            if self._is_open_to(user, state.workflow_state.content_object)
        ]
        states: models.QuerySet[TaskState] = TaskState.objects.filter(pk__in=found)
        return states

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        """Reviewers see the page in the editor, to comment where the words stand."""
        return self._is_open_to(user, obj)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """Everyone else waits; what is reviewed must be what is published."""
        return not self._is_open_to(user, obj)

    def _is_open_to(self, user: User, page: Page) -> bool:
        from cms.policies import may_review  # noqa: PLC0415 -- policies need the loaded models

        return may_review(user, page, self)


class SpecialistReview(ReviewTask):
    """Somebody who knows the subject says that the page is right."""

    remits = (Remit.SPECIALIST,)
    standing_name = _("Specialist review")

    class Meta:
        verbose_name = _("specialist review")

    @classmethod
    def get_description(cls) -> "str | Promise":
        """For the list of kinds of step."""
        return _("Approvers who review as specialists decide. Nobody decides on their own words.")


class LegalOrSafeguardingCheck(ReviewTask):
    """A lawyer or safeguarding lead says that the page can do no harm."""

    remits = (Remit.LEGAL, Remit.SAFEGUARDING)
    standing_name = _("Legal or safeguarding check")

    class Meta:
        verbose_name = _("legal or safeguarding check")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Open the step; not for a minor change, and not before the specialist saw these words."""
        from cms.services.reviewing import skip_step, step_before  # noqa: PLC0415 -- as above

        earlier = step_before(workflow_state)
        if earlier is not None:
            return earlier.start(workflow_state, user=user)
        skipped = skip_step(task=self, workflow_state=workflow_state)
        return skipped or super().start(workflow_state, user=user)

    @classmethod
    def get_description(cls) -> "str | Promise":
        """For the list of kinds of step."""
        return _("Approvers who review as lawyers or for safeguarding decide.")
