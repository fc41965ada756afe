"""What editors set and read in the CMS about the site itself: banner, feedback, useful pages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.snippets.views.snippets import (
    DeleteView,
    EditView,
    HistoryView,
    SnippetViewSet,
    UsageView,
)

from accounts.models import User
from cms.editing.own_force import RecordsChange
from cms.models import Feedback, PageUsefulness, PhaseBanner
from cms.policies import may_read, may_roam_cms
from cms.selectors.feedback import feedback_seen_by
from cms.selectors.pages import national_writers, people_who_keep_content
from cms.selectors.phase_banner import keep_for_pages
from cms.selectors.usefulness import shown_answers


class NationalPolicy(BasePermissionPolicy):
    """Those who write for the nation look and change; rows come and go by services alone."""

    allowed_actions: ClassVar = frozenset({"change", "view"})

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do this at all."""
        return action in self.allowed_actions and may_roam_cms(user)

    def user_has_permission_for_instance(self, user: User, action: str, instance: Any) -> bool:
        """The same for every row."""
        return self.user_has_permission(user, action)

    # Querysets of whatever model, as Wagtail asks.
    def instances_user_has_any_permission_for(self, user: User, actions: list[str]) -> Any:
        """Everything, or nothing."""
        rows = self.model._default_manager.all()
        return rows if may_roam_cms(user) else rows.none()

    def users_with_any_permission(self, actions: list[str]) -> Any:
        """Those whom a filter by author could offer."""
        return national_writers()


class LookOnlyPolicy(NationalPolicy):
    """For numbers that nobody writes by hand."""

    allowed_actions: ClassVar = frozenset({"view"})


class FeedbackPolicy(NationalPolicy):
    """Besides them, owners of pages for what is said of their pages."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether there is anything for the person to look at."""
        return action in self.allowed_actions and (
            may_roam_cms(user) or feedback_seen_by(user).exists()
        )

    def user_has_permission_for_instance(self, user: User, action: str, instance: Any) -> bool:
        """Whether it is one of them."""
        seen = feedback_seen_by(user).filter(pk=instance.pk)
        return action in self.allowed_actions and bool(seen.exists())

    def instances_user_has_any_permission_for(self, user: User, actions: list[str]) -> Any:
        """What the person sees."""
        return feedback_seen_by(user)


# Wagtail has no types.
class EditBannerView(RecordsChange, EditView):
    """Changes the banner, and shows the change on every page at once."""

    event_action = "cms.phase_banner_changed"

    def save_instance(self) -> Any:
        """Save, and hand the row to the pages once it is certain."""
        saved = super().save_instance()
        # Without the cache the pages take it from the row, at the latest after an hour.
        transaction.on_commit(lambda: keep_for_pages(saved), robust=True)
        return saved


class PhaseBannerViewSet(SnippetViewSet):
    """One row and its history."""

    model = PhaseBanner
    icon = "info-circle"
    menu_label = gettext_lazy("Phase banner")
    menu_name = "phase-banner"
    add_to_settings_menu = True
    copy_view_enabled = False
    edit_view_class = EditBannerView
    list_display: ClassVar = ["__str__", "is_shown", "phase", "text"]
    edit_handler = ObjectList([FieldPanel("is_shown"), FieldPanel("phase"), FieldPanel("text")])


class FeedbackForm(WagtailAdminModelForm):
    """Hands a message to somebody who keeps content."""

    # Wagtail passes what it likes.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "assigned_to" in self.fields:
            keepers = people_who_keep_content(self.instance.assigned_to_id)
            self.fields["assigned_to"].queryset = keepers

    def clean_assigned_to(self) -> User | None:
        """A message is handed on together with the name of its page."""
        person: User | None = self.cleaned_data["assigned_to"]
        page = self.instance.page
        if person is not None and page is not None and not may_read(person, page):
            raise ValidationError(_("This person may not read the page. Choose somebody else."))
        return person


class SeenFeedbackOnly:
    """What the person may not see is answered as if there were none."""

    request: HttpRequest

    def get_object(self, *args: Any) -> Any:
        """Return the message that the address names, for those who may see it."""
        found = super().get_object(*args)  # type: ignore[misc] # of the view beside it
        if not feedback_seen_by(self.request.user).filter(pk=found.pk).exists():
            raise Http404
        return found


class EditFeedbackView(SeenFeedbackOnly, RecordsChange, EditView):
    """Says where a message stands, who looks into it and what came of it."""

    event_action = "cms.feedback_dealt_with"

    def get_form(self, form_class: Any = None) -> Any:
        """Offer the owner of the page, until somebody has been named."""
        form = super().get_form(form_class)
        message: Feedback = form.instance
        if message.page is not None and message.assigned_to_id is None:
            form.initial["assigned_to"] = message.page.content_owner_id
        return form


class FeedbackHistoryView(SeenFeedbackOnly, HistoryView):
    """Who dealt with it, for those who may see it."""


class FeedbackUsageView(SeenFeedbackOnly, UsageView):
    """Where it is used: nowhere."""


class DeleteFeedbackView(SeenFeedbackOnly, DeleteView):
    """Refused to everybody: messages go when their time is over."""


def what_about(message: Feedback) -> str:
    """The page's title, or the address that the message came from."""
    if message.page is not None:
        return str(message.page.title)
    return message.address or _("The site")


def beginning(message: Feedback) -> str:
    """The first words of what went wrong."""
    return Truncator(message.problem).chars(120)


class FeedbackViewSet(SnippetViewSet):
    """The list to work through, with its own place in the menu."""

    model = Feedback
    icon = "comment"
    menu_label = gettext_lazy("Feedback")
    menu_name = "feedback"
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_view_class = EditFeedbackView
    history_view_class = FeedbackHistoryView
    usage_view_class = FeedbackUsageView
    delete_view_class = DeleteFeedbackView
    list_filter: ClassVar = ["state", "assigned_to"]
    list_display: ClassVar = [
        "__str__",  # the first one leads to the message
        Column("problem", label=gettext_lazy("What went wrong"), accessor=beginning),
        Column("about", label=gettext_lazy("About"), accessor=what_about),
        StatusTagColumn("state", label=gettext_lazy("State"), accessor="get_state_display"),
        "assigned_to",
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(
                template="cms/admin/feedback_words.html", heading=gettext_lazy("The message")
            ),
            MultiFieldPanel(
                [FieldPanel("state"), FieldPanel("assigned_to"), FieldPanel("note")],
                heading=gettext_lazy("What becomes of it"),
            ),
        ],
        base_form_class=FeedbackForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        """What the person may see, the newest first."""
        return feedback_seen_by(request.user)


def page_title(row: PageUsefulness) -> str:
    """The page, for the list."""
    return str(row.page.title)


def month_of(row: PageUsefulness) -> str:
    """The month, for the list."""
    return f"{row.month:%B %Y}"


class UsefulnessViewSet(SnippetViewSet):
    """How useful readers found pages, from five answers a month on."""

    model = PageUsefulness
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Useful pages")
    menu_name = "useful-pages"
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display: ClassVar = [
        Column("page", label=gettext_lazy("Page"), accessor=page_title),
        Column("month", label=gettext_lazy("Month"), accessor=month_of),
        "useful",
        "not_useful",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PageUsefulness]:
        """Only months with enough answers."""
        return shown_answers().order_by("-month", "-not_useful")
