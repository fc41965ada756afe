"""Where the editors of a force say in the CMS how its help is reached. Nothing there is deleted."""

from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
)
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    SnippetViewSet,
    UsageView,
)

from accounts.models import User
from core.events import record_event
from wellbeing.force_help_forms import ForceHelpForm
from wellbeing.help_services import HelpService
from wellbeing.models import ForceHelp
from wellbeing.policies import edits_help_anywhere, may_edit_help
from wellbeing.selectors.help import help_edited_by, people_who_edit_help


class ForceHelpPolicy(BasePermissionPolicy):
    """Wagtail's questions, answered by our predicates."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do this to the help of any force; nobody deletes."""
        return action != "delete" and edits_help_anywhere(user)

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: ForceHelp
    ) -> bool:
        """Whether the person may do this to the help of this force."""
        return action != "delete" and may_edit_help(user, instance.force_id)

    def instances_user_has_any_permission_for(
        self, user: User, actions: list[str]
    ) -> "QuerySet[ForceHelp]":
        """The help of the person's own forces."""
        return help_edited_by(user)

    def users_with_any_permission(self, actions: list[str]) -> QuerySet[User]:
        """Those whom a filter by author could offer."""
        return people_who_edit_help()


# Wagtail has no types; its views save inside a transaction, which the event joins.
class OwnForceOnly:
    """The help of another force is answered as if there were none."""

    request: HttpRequest

    def get_object(self, *args: Any) -> ForceHelp:
        """Return the row that the address names, for those who may edit it."""
        found: ForceHelp = super().get_object(*args)  # type: ignore[misc] # of the view beside it
        if not isinstance(self.request.user, User) or not may_edit_help(
            self.request.user, found.force_id
        ):
            raise Http404
        return found


def _record(user: User | AnonymousUser, said: ForceHelp, fields: list[str]) -> None:
    record_event(
        actor=user if isinstance(user, User) else None,
        action="wellbeing.force_help_changed",
        force_id=said.force_id,
        target=f"wellbeing.forcehelp:{said.public_id}",
        details={"fields": ", ".join(sorted(fields))},
    )


class HelpListView(IndexView):
    """The person's own forces, with a warning to whoever should have looked again."""

    # Django passes whatever the address held.
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Warn before the list is shown."""
        today = timezone.localdate()
        if ForceHelp.objects.filter(owner=request.user.pk, review_on__lt=today).exists():
            messages.warning(
                request,
                _("You look after help details that should have been checked by now. Check them."),
            )
        return super().get(request, *args, **kwargs)


class AddHelpView(CreateView):
    """Fills in what a force has not said yet."""

    def save_instance(self) -> ForceHelp:
        """Write the event."""
        made: ForceHelp = super().save_instance()
        _record(self.request.user, made, self.form.changed_data)
        return made


class EditHelpView(OwnForceOnly, EditView):
    """Changes what a force says."""

    def save_instance(self) -> ForceHelp:
        """Write the event."""
        changed: ForceHelp = super().save_instance()
        _record(self.request.user, changed, self.form.changed_data)
        return changed


class HelpHistoryView(OwnForceOnly, HistoryView):
    """Who changed it, for its own editors."""


class HelpUsageView(OwnForceOnly, UsageView):
    """Where it is used, for its own editors."""


class HelpDeleteView(OwnForceOnly, DeleteView):
    """Refused to everybody; asked of another force, it answers as if there were none."""


def review_state(said: ForceHelp) -> str:
    """The state of the review in words, for the list."""
    return _("Check now") if said.needs_review(timezone.localdate()) else _("Up to date")


def _panels_of(service: HelpService, *more: str) -> Panel:
    name = service.value
    return MultiFieldPanel(
        [
            FieldPanel(f"{name}_reach"),
            FieldRowPanel([FieldPanel(f"{name}_phone"), FieldPanel(f"{name}_email")]),
            FieldPanel(f"{name}_hours"),
            *(FieldPanel(field) for field in more),
        ],
        heading=service.label,
    )


class ForceHelpViewSet(SnippetViewSet):
    """Help at forces, as a list with its own place in the menu."""

    model = ForceHelp
    icon = "help"
    menu_label = gettext_lazy("Help at your force")
    menu_name = "force-help"
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = HelpListView
    add_view_class = AddHelpView
    edit_view_class = EditHelpView
    delete_view_class = HelpDeleteView
    history_view_class = HelpHistoryView
    usage_view_class = HelpUsageView
    list_display: ClassVar = [
        "force",
        StatusTagColumn("review", label=gettext_lazy("Details"), accessor=review_state),
        "review_on",
        "owner",
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "These words stand below the national lines on every check-in page of your "
                    "force. The national lines cannot be changed here. No case details, no "
                    "private numbers."
                )
            ),
            FieldPanel("force"),
            _panels_of(HelpService.PEER_SUPPORT),
            _panels_of(HelpService.OCCUPATIONAL_HEALTH, "occupational_health_people"),
            _panels_of(HelpService.TRIM, "trim_people"),
            MultiFieldPanel(
                [FieldPanel("owner"), FieldPanel("checked_on"), FieldPanel("review_on")],
                heading=gettext_lazy("Who keeps this right"),
            ),
        ],
        base_form_class=ForceHelpForm,
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[ForceHelp]":
        """Only the forces that the person writes for."""
        user = request.user
        return help_edited_by(user) if isinstance(user, User) else ForceHelp.objects.none()
