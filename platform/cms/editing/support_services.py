"""Where editors of the nation and of forces keep the directory. Nothing there is deleted."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
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
from cms.editing.own_force import RecordsChange
from cms.forms.support import SupportServiceForm
from cms.models import SupportService
from cms.models.support_service import SupportServiceQuerySet
from cms.policies import may_write_support_service, writes_somewhere
from cms.selectors.pages import national_writers, people_who_write_for
from cms.selectors.support import services_written_by
from cms.services.links import note_links_of_service


class SupportServicePolicy(BasePermissionPolicy):
    """Wagtail's questions, answered by our predicates."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person keeps any entries; nobody deletes."""
        return action != "delete" and writes_somewhere(user)

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: SupportService
    ) -> bool:
        """Whether the person may do this to the entry."""
        return action != "delete" and may_write_support_service(user, instance)

    def instances_user_has_any_permission_for(
        self, user: User, actions: list[str]
    ) -> SupportServiceQuerySet:
        """The entries that the person may change."""
        return services_written_by(user)

    # A queryset of accounts, as Wagtail asks.
    def users_with_any_permission(self, actions: list[str]) -> Any:
        """Those whom a filter by author could offer."""
        return (people_who_write_for() | national_writers()).distinct()


# Wagtail has no types; its views save inside a transaction, which the event joins.
class OwnEntriesOnly:
    """An entry of somebody else's is answered as if there were none."""

    request: HttpRequest

    def get_object(self, *args: Any) -> Any:
        """Return the entry that the address names, for those who may change it."""
        found = super().get_object(*args)  # type: ignore[misc] # of the view beside it
        if not may_write_support_service(self.request.user, found):
            raise Http404
        return found


class KeepsEntry(RecordsChange):
    """Writes an event with each saving, and notes the link of the entry to be checked."""

    event_action = "cms.support_service_changed"

    def save_instance(self) -> Any:
        """Save, write the event, note the link."""
        saved: SupportService = super().save_instance()
        note_links_of_service(service=saved)
        return saved


class ServiceListView(IndexView):
    """What the person keeps, with a warning to whoever should have looked again."""

    # Django passes whatever the address held.
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Warn before the list is shown."""
        today = timezone.localdate()
        late = SupportService.objects.offered(today).filter(expires_on__lte=today)
        if late.filter(owner=request.user.pk).exists():
            words = _("You look after support services that should have been checked by now.")
            messages.warning(request, words)
        return super().get(request, *args, **kwargs)


class AddServiceView(KeepsEntry, CreateView):
    """Adds an entry."""


class EditServiceView(OwnEntriesOnly, KeepsEntry, EditView):
    """Changes an entry."""


class ServiceHistoryView(OwnEntriesOnly, HistoryView):
    """Who changed it, for those who may."""


class ServiceUsageView(OwnEntriesOnly, UsageView):
    """Where it is used, for those who may change it."""


class DeleteServiceView(OwnEntriesOnly, DeleteView):
    """Refused to everybody; asked of somebody else's, it answers as if there were none."""


def check_state(service: SupportService) -> str:
    """The state of the entry in words, for the list."""
    today = timezone.localdate()
    if service.has_ended(today):
        return _("Ended")
    if service.is_overdue(today):
        return _("Check now")
    return _("Up to date") if service.is_verified else _("Not yet verified")


def kept_by(service: SupportService) -> str:
    """Who keeps the entry, for the list."""
    return service.force.name if service.force else _("The nation")


class SupportServiceViewSet(SnippetViewSet):
    """The directory, as a list with its own place in the menu."""

    model = SupportService
    icon = "mail"
    menu_label = gettext_lazy("Support services")
    menu_name = "support-services"
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = ServiceListView
    add_view_class = AddServiceView
    edit_view_class = EditServiceView
    history_view_class = ServiceHistoryView
    usage_view_class = ServiceUsageView
    delete_view_class = DeleteServiceView
    search_fields: ClassVar = ["name"]
    list_display: ClassVar = [
        "name",
        StatusTagColumn("state", label=gettext_lazy("Details"), accessor=check_state),
        StatusTagColumn("kept_by", label=gettext_lazy("Kept by"), accessor=kept_by),
        "expires_on",
        "owner",
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Entries stand in the public support directory. No private numbers, no names "
                    "of people. 999 and 101 stand at the top of every page and cannot be changed "
                    "here. A service that has closed is ended, not deleted."
                )
            ),
            FieldPanel("force"),
            FieldPanel("name"),
            FieldPanel("what_for"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("audience")]),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("text_number")]),
                    FieldPanel("how_to_reach"),
                    FieldPanel("url"),
                    FieldPanel("hours"),
                    FieldPanel("languages"),
                ],
                heading=gettext_lazy("How to reach it"),
            ),
            FieldPanel("areas"),
            MultiFieldPanel(
                [
                    FieldPanel("owner"),
                    FieldPanel("is_verified"),
                    FieldRowPanel([FieldPanel("checked_on"), FieldPanel("expires_on")]),
                    FieldPanel("ended_on"),
                ],
                heading=gettext_lazy("Who keeps this right"),
            ),
        ],
        base_form_class=SupportServiceForm,
    )

    def get_queryset(self, request: HttpRequest) -> SupportServiceQuerySet:
        """Only what the person may change."""
        return services_written_by(request.user)
