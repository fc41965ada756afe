"""Where the editors of a force say in the CMS how its help is reached. Nothing there is deleted."""

from typing import ClassVar

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

from cms.editing.own_force import (
    OwnForceAddView,
    OwnForceEditView,
    OwnForceListView,
    OwnForceViewSet,
    review_state,
)
from wellbeing.force_help_forms import ForceHelpForm
from wellbeing.help_services import HelpService
from wellbeing.models import ForceHelp

ACTION = "wellbeing.force_help_changed"


class HelpListView(OwnForceListView):
    """The person's own forces."""

    overdue_warning = gettext_lazy(
        "You look after help details that should have been checked by now. Check them."
    )


class AddHelpView(OwnForceAddView):
    """Fills in what a force has not said yet."""

    event_action = ACTION


class EditHelpView(OwnForceEditView):
    """Changes what a force says."""

    event_action = ACTION


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


class ForceHelpViewSet(OwnForceViewSet):
    """Help at forces, as a list with its own place in the menu."""

    model = ForceHelp
    icon = "help"
    menu_label = gettext_lazy("Help at your force")
    menu_name = "force-help"
    index_view_class = HelpListView
    add_view_class = AddHelpView
    edit_view_class = EditHelpView
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
