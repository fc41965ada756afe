"""The list of who reviews as what, in the CMS; approvers keep it, each for their own place."""

from typing import Any, ClassVar, cast

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.snippets.views.snippets import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    SnippetViewSet,
    UsageView,
)

from accounts.models import User
from cms.models import ReviewRemit
from cms.policies import may_set_remits, sets_remits
from cms.selectors.reviews import approves_for_nation, forces_approved_for, people_who_approve
from core.events import record_event
from organisation.models import Node


def remits_set_by(user: User) -> QuerySet[ReviewRemit]:
    """The rows that the person may change."""
    theirs = Q(force__in=forces_approved_for(user))
    if approves_for_nation(user):
        theirs |= Q(force__isnull=True)
    return ReviewRemit.objects.filter(theirs).select_related("person", "force")


class RemitPolicy(BasePermissionPolicy):
    """Wagtail's questions, answered by our predicates."""

    def user_has_permission(self, user: User, _action: str) -> bool:
        """Whether there is any row that the person may change."""
        return sets_remits(user)

    def user_has_permission_for_instance(
        self, user: User, _action: str, instance: ReviewRemit
    ) -> bool:
        """Whether the person may change this row."""
        return may_set_remits(user, instance.force_id)

    def instances_user_has_any_permission_for(
        self, user: User, _actions: list[str]
    ) -> QuerySet[ReviewRemit]:
        """The rows of the person's own places."""
        return remits_set_by(user)

    def users_with_any_permission(self, _actions: list[str]) -> QuerySet[User]:
        """Those whom a filter by author could offer."""
        return people_who_approve()


class RemitForm(WagtailAdminModelForm):
    """Offers approvers only: a remit without the right would review nothing."""

    # Wagtail passes its own options, the person among them.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        forces = forces_approved_for(self.for_user)
        people = User.objects.none()
        for force_id in (*forces, *([None] if approves_for_nation(self.for_user) else [])):
            people |= people_who_approve(force_id)
        fields: dict[str, Any] = self.fields  # Wagtail leaves out what a page does not show
        fields["person"].queryset = people.distinct()
        fields["force"].queryset = Node.objects.filter(pk__in=forces)
        fields["force"].required = not approves_for_nation(self.for_user)

    def clean(self) -> dict[str, Any]:
        """Refuse a person who approves elsewhere, or a place that is not one's own."""
        cleaned: dict[str, Any] = super().clean()
        force, person = cleaned.get("force"), cleaned.get("person")
        force_id = force.pk if force else None
        if "force" not in self.errors and not may_set_remits(self.for_user, force_id):
            self.add_error("force", _("Choose a force that you approve for."))
        elif person and not people_who_approve(force_id).filter(pk=person.pk).exists():
            self.add_error("person", _("Choose an approver of the same place."))
        return cleaned


# Wagtail has no types; its views save inside a transaction, which the event joins.
class OwnPlaceOnly:
    """The rows of another place are answered as if there were none."""

    request: HttpRequest

    def get_object(self, *args: Any) -> Any:
        """Return the row that the address names, for those who may change it."""
        found: ReviewRemit = super().get_object(*args)  # type: ignore[misc] # of the view beside it
        if not may_set_remits(self.request.user, found.force_id):
            raise Http404
        return found


def _record(request: HttpRequest, remit: ReviewRemit, action: str) -> None:
    record_event(
        actor=request.user if isinstance(request.user, User) else None,
        action=action,
        force_id=remit.force_id,
        target=f"accounts.user:{remit.person.public_id}",
        details={"remit": str(remit.remit)},
    )


class AddRemitView(CreateView):
    """Names a reviewer."""

    def save_instance(self) -> ReviewRemit:
        """Save, and write the event."""
        saved: ReviewRemit = super().save_instance()
        _record(self.request, saved, "cms.remit_given")
        return saved


class EditRemitView(OwnPlaceOnly, EditView):
    """Changes what somebody reviews as."""

    def save_instance(self) -> ReviewRemit:
        """Save, and write the event."""
        saved: ReviewRemit = super().save_instance()
        _record(self.request, saved, "cms.remit_changed")
        return saved


class DeleteRemitView(OwnPlaceOnly, DeleteView):
    """Takes a remit away; what was reviewed with it stays."""

    def delete_action(self) -> None:
        """Delete, and write the event."""
        _record(self.request, self.object, "cms.remit_taken")
        super().delete_action()


class RemitHistoryView(OwnPlaceOnly, HistoryView):
    """Who changed it, for those who may."""


class RemitUsageView(OwnPlaceOnly, UsageView):
    """Where it is used, for those who may change it."""


# Wagtail's list hands over a row.
def place_of(remit: Any) -> str:
    """For which pages the person reviews."""
    return remit.force.name if remit.force else _("All pages")


class ReviewRemitViewSet(SnippetViewSet):
    """Reviewers, as a list with its own place in the menu."""

    model: type[Model] = ReviewRemit
    icon = "group"
    menu_label = gettext_lazy("Reviewers")
    menu_name = "reviewers"
    menu_order = 290
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = AddRemitView
    edit_view_class = EditRemitView
    delete_view_class = DeleteRemitView
    history_view_class = RemitHistoryView
    usage_view_class = RemitUsageView
    list_display: ClassVar = [
        "person",
        Column("remit", label=gettext_lazy("Reviews as"), accessor="get_remit_display"),
        Column("place", label=gettext_lazy("Pages of"), accessor=place_of),
    ]
    edit_handler = ObjectList(
        [FieldPanel("person"), FieldPanel("remit"), FieldPanel("force")],
        base_form_class=RemitForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReviewRemit]:
        """Only the rows that the person may change."""
        return remits_set_by(cast(User, request.user))
