"""Where the editors of a force write about its peer support in the CMS. Nothing is deleted."""

from typing import ClassVar

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import StatusTagColumn

from cms.editing.own_force import (
    OwnForceAddView,
    OwnForceEditView,
    OwnForceListView,
    OwnForceViewSet,
    review_state,
)
from peer_support.force_page_forms import WORDS, ForcePeerSupportForm
from peer_support.models import ForcePeerSupport

# Says that the words of a force changed, which tells of nobody who asks or listens.
ACTION = "peer_support.force_page_changed"


class ForcePageListView(OwnForceListView):
    """The person's own forces."""

    overdue_warning = gettext_lazy(
        "You look after a page about peer support that should have been checked by now. Check it."
    )


class AddForcePageView(OwnForceAddView):
    """Fills in what a force has not said yet."""

    event_action = ACTION


class EditForcePageView(OwnForceEditView):
    """Changes what a force says."""

    event_action = ACTION


class ForcePageViewSet(OwnForceViewSet):
    """Peer support at forces, as a list with its own place in the menu."""

    model = ForcePeerSupport
    icon = "group"
    menu_label = gettext_lazy("Peer support at your force")
    menu_name = "force-peer-support"
    index_view_class = ForcePageListView
    add_view_class = AddForcePageView
    edit_view_class = EditForcePageView
    list_display: ClassVar = [
        "force",
        StatusTagColumn("review", label=gettext_lazy("Words"), accessor=review_state),
        "review_on",
        "owner",
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Everyone in your force can read these words. About how many supporters there "
                    "are, and in what they are trained, is added from the records where there are "
                    "ten or more. Write about supporters as a group: no names, no private numbers, "
                    "no case details."
                )
            ),
            FieldPanel("force"),
            MultiFieldPanel(
                [FieldPanel(name) for name in WORDS], heading=gettext_lazy("What people read")
            ),
            MultiFieldPanel(
                [FieldPanel("owner"), FieldPanel("checked_on"), FieldPanel("review_on")],
                heading=gettext_lazy("Who keeps this right"),
            ),
        ],
        base_form_class=ForcePeerSupportForm,
    )
