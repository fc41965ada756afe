"""Rows in the CMS that belong to one force each: its own editors write them, nobody deletes one.

A package that gives forces words of their own takes its views from here; its model has a force,
an owner, checked_on and review_on.
"""

from typing import Any, ClassVar, Protocol

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
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
from cms.policies import may_write_for_force, writes_for_a_force
from cms.selectors import forces_written_for, people_who_write_for
from core.events import record_event


class WordsOfForce(Protocol):
    """What the views need to know of a row."""

    force_id: int
    public_id: object
    _meta: Any  # Django's own options


def words_written_by(user: User | AnonymousUser, model: type[Model]) -> QuerySet[Any]:
    """The rows of the forces that the person writes for, whatever the model."""
    rows: QuerySet[Any] = model._default_manager.filter(force__in=forces_written_for(user))
    return rows.select_related("force")


class OwnForcePolicy(BasePermissionPolicy):
    """Wagtail's questions, answered by our predicates."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do this to the words of any force; nobody deletes."""
        return action != "delete" and writes_for_a_force(user)

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: WordsOfForce
    ) -> bool:
        """Whether the person may do this to the words of this force."""
        return action != "delete" and may_write_for_force(user, instance.force_id)

    def instances_user_has_any_permission_for(
        self, user: User, actions: list[str]
    ) -> QuerySet[Any]:
        """The words of the person's own forces."""
        return words_written_by(user, self.model)

    def users_with_any_permission(self, actions: list[str]) -> QuerySet[User]:
        """Those whom a filter by author could offer."""
        return people_who_write_for()


# Wagtail has no types; its views save inside a transaction, which the event joins.
class OwnForceOnly:
    """The words of another force are answered as if there were none."""

    request: HttpRequest

    def get_object(self, *args: Any) -> Any:
        """Return the row that the address names, for those who may edit it."""
        found: WordsOfForce = super().get_object(*args)  # type: ignore[misc] # of the view beside it
        if not may_write_for_force(self.request.user, found.force_id):
            raise Http404
        return found


class RecordsChange:
    """Writes an event with each saving: which fields, never what they hold."""

    request: HttpRequest
    form: Any  # Wagtail's
    event_action: ClassVar[str]

    def save_instance(self) -> Any:
        """Save, and write the event."""
        saved: WordsOfForce = super().save_instance()  # type: ignore[misc] # of the view beside it
        user = self.request.user
        record_event(
            actor=user if isinstance(user, User) else None,
            action=self.event_action,
            # What is the nation's has no force.
            force_id=getattr(saved, "force_id", None),
            target=f"{saved._meta.label_lower}:{saved.public_id}",
            details={"fields": ", ".join(sorted(self.form.changed_data))},
        )
        return saved


class OwnForceListView(IndexView):
    """The person's own forces, with a warning to whoever should have looked again."""

    overdue_warning: ClassVar[Promise]

    # Django passes whatever the address held.
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Warn before the list is shown."""
        late = self.model._default_manager.filter(review_on__lt=timezone.localdate())
        if late.filter(owner=request.user.pk).exists():
            messages.warning(request, str(self.overdue_warning))
        return super().get(request, *args, **kwargs)


class OwnForceAddView(RecordsChange, CreateView):
    """Fills in what a force has not said yet."""


class OwnForceEditView(OwnForceOnly, RecordsChange, EditView):
    """Changes what a force says."""


class OwnForceHistoryView(OwnForceOnly, HistoryView):
    """Who changed it, for its own editors."""


class OwnForceUsageView(OwnForceOnly, UsageView):
    """Where it is used, for its own editors."""


class OwnForceDeleteView(OwnForceOnly, DeleteView):
    """Refused to everybody; asked of another force, it answers as if there were none."""


# Wagtail's list hands over a row of the package's model, which this module does not know.
def review_state(said: Any) -> str:
    """The state of the review in words, for the list."""
    return _("Check now") if said.needs_review(timezone.localdate()) else _("Up to date")


class OwnForceViewSet(SnippetViewSet):
    """The rows as a list with its own place in the menu."""

    add_to_admin_menu = True
    copy_view_enabled = False
    history_view_class = OwnForceHistoryView
    usage_view_class = OwnForceUsageView
    delete_view_class = OwnForceDeleteView

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Only the forces that the person writes for."""
        return words_written_by(request.user, self.model)
