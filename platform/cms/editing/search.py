"""Where national editors keep words for one thing, and editors read what was not found."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from accounts.models import User
from cms.models import SearchMiss, SynonymGroup
from cms.policies import may_write_national_content, writes_somewhere
from cms.search.synonyms import LONGEST_NAME, names_in
from cms.selectors.pages import national_writers
from core.events import record_event
from core.exceptions import DomainError
from core.sanitise import plain_text

LEAST_NAMES, MOST_NAMES = 2, 20
REPORT = "cms_searched_and_not_found"


class SynonymPolicy(BasePermissionPolicy):
    """Wagtail's questions, answered by our predicate: the lists act on readers of all forces."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether the person may do anything here; the act makes no difference."""
        return may_write_national_content(user)

    def users_with_any_permission(self, actions: list[str]) -> QuerySet[User]:
        """Those whom a filter by author could offer."""
        return national_writers()


class SynonymGroupForm(WagtailAdminModelForm):
    """Several names of one thing, each short enough to be looked for."""

    def clean_words(self) -> str:
        """The names one a line, each once; and the form in which search compares them."""
        try:
            text = plain_text(self.cleaned_data["words"], max_length=1000)
        except DomainError as error:
            raise ValidationError(str(error)) from error
        lines = {" ".join(names_in(line)): line.strip() for line in text.splitlines()}
        lines.pop("", None)
        if len(lines) < LEAST_NAMES:
            raise ValidationError(_("Enter at least two names for the same thing, one a line."))
        if len(lines) > MOST_NAMES:
            raise ValidationError(_("Enter 20 names or fewer. Split the list into two."))
        if too_long := [line for name, line in lines.items() if name.count(" ") >= LONGEST_NAME]:
            raise ValidationError(_("Use eight words or fewer: “%s”.") % too_long[0])
        self.instance.terms = list(lines)
        return "\n".join(lines.values())


# Wagtail has no types; its views act inside a transaction, which the event joins.
def _record(request: HttpRequest, action: str, group: SynonymGroup) -> None:
    user = request.user
    record_event(
        actor=user if isinstance(user, User) else None,
        action=action,
        force_id=None,
        target=f"{group._meta.label_lower}:{group.public_id}",
    )


class AddSynonymsView(CreateView):
    """A new list, which the report of what was not found can begin."""

    def get_initial_form_instance(self) -> SynonymGroup:
        """Start with the words that the report gave."""
        return SynonymGroup(words=self.request.GET.get("words", "")[:200])

    def save_instance(self) -> SynonymGroup:
        """Save, and write the event."""
        made: SynonymGroup = super().save_instance()
        _record(self.request, "cms.synonyms_added", made)
        return made


class EditSynonymsView(EditView):
    """Changes a list."""

    def save_instance(self) -> SynonymGroup:
        """Save, and write the event."""
        changed: SynonymGroup = super().save_instance()
        _record(self.request, "cms.synonyms_changed", changed)
        return changed


class DeleteSynonymsView(DeleteView):
    """Takes a list away: what is one thing today may be two tomorrow."""

    @property
    def confirmation_message(self) -> str:
        """What is asked before the list goes."""
        return _("Delete this list? Search then no longer takes its names for one another.")

    def get_usage_url(self) -> None:
        """No page names a list, so there is nothing to say of where it is used."""

    def delete_action(self) -> None:
        """Write the event, and delete."""
        _record(self.request, "cms.synonyms_removed", self.object)
        super().delete_action()


# Wagtail passes the kind of action and an object of its own beside the rows.
def record_removal_of_several(
    request: HttpRequest, action_type: str, objects: Iterable[object], _action: object
) -> None:
    """Lists that are ticked and deleted together leave an event each, too."""
    if action_type == "delete":
        for group in objects:
            if isinstance(group, SynonymGroup):
                _record(request, "cms.synonyms_removed", group)


class SynonymGroupViewSet(SnippetViewSet):
    """The lists, with a place of their own in the menu."""

    model = SynonymGroup
    icon = "list-ul"
    menu_label = gettext_lazy("Words for one thing")
    menu_name = "synonyms"
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = AddSynonymsView
    edit_view_class = EditSynonymsView
    delete_view_class = DeleteSynonymsView
    list_per_page = 100
    search_fields: ClassVar = ["words"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "Search takes each name for all the others, from the moment that you save. "
                    "Put only names here that readers use for the very same thing: a name that is "
                    "wider or narrower brings pages that nobody asked for."
                )
            ),
            FieldPanel("words"),
        ],
        base_form_class=SynonymGroupForm,
    )


class ActsColumn(Column):
    """What an editor can do about a search: give its words another name, or be done with it."""

    cell_template_name = "cms/admin/miss_acts.html"

    # Wagtail's own context.
    def get_cell_context_data(self, instance: SearchMiss, parent_context: Any) -> dict[str, Any]:
        """Add the two addresses and the token of the form."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        add = reverse("wagtailsnippets_cms_synonymgroup:add")
        return context | {
            "add_href": f"{add}?{urlencode({'words': instance.words})}",
            "csrf_token": get_token(parent_context["request"]),
        }


class MissPaginator(WagtailPaginator):
    """Counts in words that editors know."""

    verbose_name = gettext_lazy("search that found nothing")
    verbose_name_plural = gettext_lazy("searches that found nothing")


class SearchedAndNotFoundView(ReportView):
    """What readers looked for often enough to be shown, and did not find.

    Editors of forces read it too, for what they write next; it says of no force what was looked for
    there. What is done about a row acts on readers of all forces, and is the national editors'.
    """

    page_title = gettext_lazy("Searched and not found")
    header_icon = "search"
    index_url_name = REPORT
    index_results_url_name = f"{REPORT}_results"
    verbose_name_plural = MissPaginator.verbose_name_plural
    paginator_class = MissPaginator
    default_ordering = "-times"

    @property
    def columns(self) -> list[Column]:
        """What is known of each, and for national editors what can be done about it."""
        known = [
            Column("words", label=_("Words"), sort_key="words", classname="app-typed-words"),
            Column("times", label=_("Times"), sort_key="times"),
            Column("days", label=_("Days"), sort_key="days"),
            Column("month", label=_("Last in"), accessor=lambda miss: miss.in_month),
        ]
        if may_write_national_content(self.request.user):
            known.append(ActsColumn("acts", label=_("What to do")))
        return known

    # Django passes whatever the address held.
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For those who write, and nobody else."""
        if not writes_somewhere(request.user):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_base_queryset(self) -> QuerySet[SearchMiss]:
        """Only what may be shown."""
        return SearchMiss.objects.exclude(words="")

    # As above.
    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Take away a row that somebody has seen to; if it is gone already, so much the better."""
        if not may_write_national_content(request.user):
            raise PermissionDenied
        with suppress(ValueError):
            done = UUID(request.POST.get("done", ""))
            self.get_base_queryset().filter(public_id=done).delete()
        return redirect(REPORT)


class WritersMenuItem(MenuItem):
    """Shown to those who write."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the report would open."""
        return writes_somewhere(request.user)


def report_menu_item() -> MenuItem:
    """The place of the report among the others."""
    return WritersMenuItem(
        _("Searched and not found"), reverse(REPORT), icon_name="search", order=600
    )


REPORT_URLS = [
    path("reports/searched-and-not-found/", SearchedAndNotFoundView.as_view(), name=REPORT),
    path(
        "reports/searched-and-not-found/results/",
        SearchedAndNotFoundView.as_view(results_only=True),
        name=f"{REPORT}_results",
    ),
]
