"""Our panels: where the editors of a force write what it adds to national pages."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import (
    PreviewOnEditView,
    PreviewRevisionView,
    RevisionsCompareView,
    RevisionsUnscheduleView,
    UnpublishView,
)

from cms.editing.own_force import (
    OwnForceAddView,
    OwnForceDeleteView,
    OwnForceEditView,
    OwnForceHistoryView,
    OwnForceListView,
    OwnForceUsageView,
    OwnForceViewSet,
)
from cms.exceptions import PageChangedAgainError
from cms.forms.panels import ForcePanelForm, page_asked_for
from cms.models import ForcePanel
from cms.selectors.force_panels import change_around, latest_version, number_of, panels_written_by
from cms.services.force_panels import confirm_panel, settle_place
from core.events import record_event

ACTION = "cms.panel_changed"


# Wagtail has no types; the view beside it names the row in its own way.
class OwnPanelOnly:
    """The panels of another force, and those on pages that one may not read, are not there."""

    request: HttpRequest

    def get_object(self, *args: Any) -> Any:
        """Return the panel that the address names, for those who may edit it."""
        try:
            found: ForcePanel = super().get_object(*args)  # type: ignore[misc] # of that view
        except PermissionDenied as refusal:
            raise Http404 from refusal
        if not panels_written_by(self.request.user).filter(pk=found.pk).exists():
            raise Http404
        return found


class ConfirmsOnPublishing:
    """Whoever publishes a panel has looked at the page that they saw in the form."""

    request: HttpRequest
    object: Any
    form: Any

    def save_instance(self) -> Any:
        """Save, and keep whether the chosen place is there."""
        saved: ForcePanel = super().save_instance()  # type: ignore[misc] # of the view beside it
        settle_place(saved)
        return saved

    def publish_action(self) -> Any:
        """Publish, then keep which version of the page it was written beside."""
        answer = super().publish_action()  # type: ignore[misc] # of the view beside it
        panel = ForcePanel.objects.get(pk=self.object.pk)
        settle_place(panel)
        user: Any = self.request.user
        seen = self.form.cleaned_data.get("seen_version") or 0
        try:
            confirm_panel(panel=panel, person=user, shown=seen)
        except PageChangedAgainError as refusal:
            messages.warning(self.request, str(refusal.message))
        return answer


class PanelListView(OwnForceListView):
    """The panels of the person's own forces."""

    overdue_warning: ClassVar[Promise] = gettext_lazy(
        "You look after panels that should have been reviewed by now. Check them."
    )


class AddPanelView(ConfirmsOnPublishing, OwnForceAddView):
    """Begins with the page that the editor came from, if any."""

    event_action = ACTION

    def get_initial_form_instance(self) -> ForcePanel:
        """A new panel, on the page that the address names."""
        page = page_asked_for(self.request.user, self.request.GET.get("page", ""))
        return ForcePanel(page=page) if page else ForcePanel()


class EditPanelView(OwnPanelOnly, ConfirmsOnPublishing, OwnForceEditView):
    """Changes a panel; says so when the page has changed since."""

    event_action = ACTION

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Say first what should be looked at."""
        panel = panels_written_by(request.user).get(pk=self.object.pk)
        if panel.has_moved:
            messages.warning(
                request,
                _("The piece that this panel stood after has gone. It is shown at the end."),
            )
        if _is_behind(panel):
            messages.warning(request, _("The national page has changed since this was checked."))
        return super().get(request, *args, **kwargs)

    @property
    def header_more_buttons(self) -> list[Any]:
        """Add the way to what changed."""
        check = HeaderButton(
            label=_("What changed around it"),
            url=reverse("wagtailsnippets_cms_forcepanel:check", args=[self.object.pk]),
            icon_name="history",
        )
        return [*super().header_more_buttons, check]


class PanelHistoryView(OwnPanelOnly, OwnForceHistoryView):
    """Who changed it."""


class PanelUsageView(OwnPanelOnly, OwnForceUsageView):
    """Where it is used."""


class PanelDeleteView(OwnPanelOnly, OwnForceDeleteView):
    """Refused: a panel that is no longer right is taken off the page, and its history stays."""


class PanelPreviewView(OwnPanelOnly, PreviewOnEditView):
    """The national page with the panel as it is being written."""


class PanelRevisionView(OwnPanelOnly, PreviewRevisionView):
    """The national page with the panel as it was."""


class PanelCompareView(OwnPanelOnly, RevisionsCompareView):
    """Two versions of a panel beside each other."""


class PanelUnscheduleView(OwnPanelOnly, RevisionsUnscheduleView):
    """Takes back a publication that was set for later."""


class PanelUnpublishView(OwnPanelOnly, UnpublishView):
    """Takes the panel off the page."""

    def unpublish(self) -> None:
        """Take it off, and write the event."""
        super().unpublish()
        user: Any = self.request.user
        record_event(
            actor=user,
            action="cms.panel_unpublished",
            force_id=self.object.force_id,
            target=f"cms.forcepanel:{self.object.public_id}",
        )


class CheckPanelView(WagtailAdminTemplateMixin, TemplateView):
    """What changed around a panel, and the word that it is still right."""

    template_name = "cms/admin/panel_check.html"
    page_title = gettext_lazy("What changed around your panel")
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        """Find the panel, among the person's own."""
        super().setup(request, *args, pk=pk, **kwargs)
        self.object = get_object_or_404(panels_written_by(request.user), pk=pk)

    def get_page_subtitle(self) -> str:
        """The heading of the panel."""
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way down, through the list and the panel."""
        routes = "wagtailsnippets_cms_forcepanel"
        panel = reverse(f"{routes}:edit", args=[self.object.pk])
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{routes}:list"), "label": _("Our panels")},
            {"url": panel, "label": str(self.object)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the change, and the version that is looked at."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "panel": self.object,
            "change": change_around(self.object, self.request.user),
            "shown": number_of(latest_version(self.object.page)),
        }

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep that it is still right beside the version that was shown."""
        user: Any = request.user
        sent = request.POST.get("shown", "")
        try:
            confirm_panel(
                panel=self.object, person=user, shown=int(sent) if sent.isdecimal() else -1
            )
        except PageChangedAgainError as refusal:
            messages.error(request, str(refusal.message))
            return redirect("wagtailsnippets_cms_forcepanel:check", self.object.pk)
        messages.success(request, _("Thank you. Readers see the panel without a warning."))
        return redirect("wagtailsnippets_cms_forcepanel:list")


def _has_been_out(panel: ForcePanel) -> bool:
    """Whether anybody has said that it is right: a draft is looked at when it is published."""
    return panel.live or panel.first_published_at is not None


def _is_behind(panel: Any) -> bool:  # a row of with_changes
    if not _has_been_out(panel):
        return False
    latest: int | None = panel.latest_number
    return latest is not None and latest > number_of(panel.checked_version)


def panel_state(panel: Any) -> str:  # as above
    """What the editor should do, in words, for the list."""
    if panel.has_moved:
        return _("Moved to the end: choose a place")
    if not _has_been_out(panel):
        return _("Not on the page yet")
    if panel.material_at:
        day = format_date(panel.material_at, "j F Y")
        return _("Check now: changed on %(day)s") % {"day": day}
    if _is_behind(panel):
        return _("Look again: small changes")
    return _("Up to date")


class CheckColumn(Column):
    """Leads to what changed."""

    cell_template_name = "cms/admin/panel_check_cell.html"


class ForcePanelViewSet(OwnForceViewSet):
    """Our panels, as a list with its own place in the menu."""

    model = ForcePanel
    icon = "clipboard-list"
    menu_label = gettext_lazy("Our panels")
    menu_name = "our-panels"
    menu_order = 95
    index_view_class = PanelListView
    add_view_class = AddPanelView
    edit_view_class = EditPanelView
    history_view_class = PanelHistoryView
    usage_view_class = PanelUsageView
    delete_view_class = PanelDeleteView
    preview_on_edit_view_class = PanelPreviewView
    revisions_view_class = PanelRevisionView
    revisions_compare_view_class = PanelCompareView
    revisions_unschedule_view_class = PanelUnscheduleView
    unpublish_view_class = PanelUnpublishView
    list_display: ClassVar = [
        "title",
        # On a phone the columns further right have to be looked for.
        Column("state", label=gettext_lazy("Beside the page"), accessor=panel_state),
        CheckColumn("check", label=gettext_lazy("Change")),
        Column("page", label=gettext_lazy("National page"), accessor="page.title"),
        StatusTagColumn("status", label=gettext_lazy("Status"), accessor="status_string"),
        "force",
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Readers of your force see the panel inside the national page, set apart. "
                    "The national words cannot be changed here. No case details."
                )
            ),
            FieldPanel("page"),
            FieldPanel("force"),
            FieldPanel("anchor"),
            FieldPanel("title"),
            FieldPanel("body"),
            FieldPanel("owner"),
            FieldPanel("review_on"),
        ],
        base_form_class=ForcePanelForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Only the forces that the person writes for, on pages that the person may read."""
        return panels_written_by(request.user)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the page that says what changed."""
        check = self.construct_view(CheckPanelView)
        return [*super().get_urlpatterns(), path("check/<int:pk>/", check, name="check")]
