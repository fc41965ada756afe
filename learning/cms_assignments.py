"""The list of what is required of whom, in the CMS. Nothing there is deleted: it is withdrawn."""

from typing import ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from accounts.models import User
from learning.models import Assignment
from learning.policies import may_require_learning
from learning.services.requirements import record_assignment


class AssignmentPolicy(BasePermissionPolicy):
    """Wagtail's question, answered by our predicate."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may add and change; nobody deletes."""
        if action == "delete":
            return False
        return may_require_learning(user)

    def user_has_any_permission(self, user: User, actions: list[str]) -> bool:
        """Whether at least one of the acts is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, _actions: list[str]) -> QuerySet[User]:
        """Those whom a filter by author could offer."""
        made_one = Q(pk__in=Assignment.objects.values("created_by"))
        return User.objects.filter(made_one | Q(is_superuser=True), is_active=True)


# Wagtail has no types; its views save inside a transaction, which the event joins.
class CreateAssignmentView(CreateView):
    """Requires a module."""

    def save_instance(self) -> Assignment:
        """Keep who required it, and write the event."""
        self.form.instance.created_by = self.request.user
        made: Assignment = super().save_instance()
        record_assignment(
            actor=self.request.user, assignment=made, action="learning.module_required"
        )
        return made


class EditAssignmentView(EditView):
    """Changes or withdraws what is required."""

    def save_instance(self) -> Assignment:
        """Write the event."""
        changed: Assignment = super().save_instance()
        record_assignment(
            actor=self.request.user, assignment=changed, action="learning.requirement_changed"
        )
        return changed


class AssignmentViewSet(SnippetViewSet):
    """Required learning, as a list with its own place in the menu."""

    model = Assignment
    icon = "calendar-check"
    menu_label = _("Required learning")
    menu_name = "required-learning"
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = CreateAssignmentView
    edit_view_class = EditAssignmentView
    list_display: ClassVar = [
        "module",
        "audience_role",
        "node",
        "starts_on",
        "due_days",
        "due_on",
        "withdrawn_on",
    ]
    panels: ClassVar = [
        FieldPanel("module"),
        MultiFieldPanel(
            [FieldPanel("audience_role"), FieldPanel("node")], heading=_("Required of")
        ),
        FieldPanel("starts_on"),
        FieldRowPanel([FieldPanel("due_days"), FieldPanel("due_on")], heading=_("Due")),
        FieldPanel("withdrawn_on"),
    ]
