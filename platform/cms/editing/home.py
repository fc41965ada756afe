"""What the first page of the CMS shows: what waits for the person, and what they look after."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from accounts.models import User
from cms.models import BasePage
from cms.selectors.editors_home import (
    MOST_ROWS,
    DueReview,
    HomeRow,
    reviews_due_of,
    unpublished_changes_of,
)
from cms.selectors.feedback import open_feedback_of
from cms.selectors.links import broken_links_of
from cms.selectors.moderation import appeals_waiting_for, comments_waiting_for
from core.models import PublicIdModel

Rows = Callable[[User], list[HomeRow]]


class ListPanel(Component):
    """A heading and a list of things to open, or words for when there are none.

    rows: returns what the list shows to a person.
    """

    template_name = "cms/admin/home_panel.html"

    def __init__(
        self, name: str, heading: Promise, nothing: Promise, order: int, rows: Rows
    ) -> None:
        self.name = name
        self.heading = heading
        self.nothing = nothing
        self.order = order
        self.rows = rows

    # A template's context.
    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Add the rows."""
        request: HttpRequest = (parent_context or {})["request"]
        person = request.user
        rows = self.rows(person) if isinstance(person, User) else []
        return {"name": self.name, "heading": self.heading, "rows": rows, "nothing": self.nothing}


def _edit_url(page: BasePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _reviews_due(user: User) -> list[HomeRow]:
    """Pages whose review date is near or past: the person's own, and those of nobody.

    The longest overdue first.
    """
    return [
        HomeRow(
            due.page.get_admin_display_title(),
            _edit_url(due.page),
            _said_of(due),
            is_urgent=due.is_overdue,
        )
        for due in reviews_due_of(user, timezone.localdate())
    ]


def _said_of(due: DueReview) -> str:
    when = _("Overdue since %s") if due.is_overdue else _("Due on %s")
    words = when % date_format(due.due_on)
    if due.is_own:
        return words
    owner = due.page.content_owner_id
    return f"{words}. " + (_("Its owner does not write here.") if owner else _("It has no owner."))


def _unpublished_changes(user: User) -> list[HomeRow]:
    """What the person has begun and what is not out yet.

    The newest first, with what they wait for.
    """
    return [
        HomeRow(
            page.draft_title or page.title,
            _edit_url(page),
            str(page.status_string).capitalize(),
            is_urgent=False,
        )
        for page in unpublished_changes_of(user)
    ]


def _broken_links(user: User) -> list[HomeRow]:
    """Links that lead nowhere, in what the person looks after.

    One line for each place, to be opened where it is mended.
    """
    return [
        HomeRow(place.title, place.edit_url, f"{link.label} ({link.reason})", is_urgent=True)
        for link in broken_links_of(user)
        for place in link.places
    ][:MOST_ROWS]


def _open_feedback(user: User) -> list[HomeRow]:
    """What readers said of the person's pages, as long as nobody has dealt with it.

    The newest first; the words themselves stand where they are dealt with.
    """
    return [
        HomeRow(
            said.page.title if said.page else said.address,
            reverse("wagtailsnippets_cms_feedback:edit", args=[said.pk]),
            _("Received on %s") % date_format(said.received_on),
            is_urgent=False,
        )
        for said in open_feedback_of(user)[:MOST_ROWS]
    ]


def _reader_comments(user: User) -> list[HomeRow]:
    """What readers asked to be looked at: comments, and decisions about the right to comment.

    Those first that have waited longest; no names and no words, which stand further on.
    """
    comments = [
        _waiting(
            _("A comment on “%s”") % row.page.title,
            "cms_comment",
            row,
            row.waits_since,  # type: ignore[attr-defined] # annotated there
        )
        for row in comments_waiting_for(user)[:MOST_ROWS]
    ]
    appeals = [
        _waiting(_("An appeal"), "cms_withdrawal", row, row.appealed_at or row.withdrawn_at)
        for row in appeals_waiting_for(user, timezone.localdate())[:MOST_ROWS]
    ]
    return [*comments, *appeals]


def _waiting(title: str, view: str, row: PublicIdModel, since: datetime) -> HomeRow:
    note = _("Waits since %s") % date_format(timezone.localdate(since))
    return HomeRow(title, reverse(view, args=[row.public_id]), note, is_urgent=False)


class WaitingForMePanel(WorkflowObjectsToModeratePanel):
    """Wagtail's list of reviews, which asks our steps; with words for when there are none."""

    # Wagtail's own type for what it hands on.
    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        """Wagtail shows nothing at all for an empty list, so we do."""
        if self.get_context_data(parent_context)["states"]:
            return str(super().render_html(parent_context))
        empty = {
            "name": "awaiting-review",
            "heading": _("Waiting for your review"),
            "rows": [],
            "nothing": _("Nothing waits for you."),
        }
        return render_to_string("cms/admin/home_panel.html", empty)


PANELS = (
    ListPanel(
        "reviews-due",
        gettext_lazy("Due for review"),
        gettext_lazy("No page that waits for you is due in the next month."),
        order=230,
        rows=_reviews_due,
    ),
    ListPanel(
        "unpublished-changes",
        gettext_lazy("Changes that are not published"),
        gettext_lazy("You have no draft that waits to be published."),
        order=240,
        rows=_unpublished_changes,
    ),
    ListPanel(
        "broken-links",
        gettext_lazy("Broken links"),
        gettext_lazy("Every link on your pages that was checked leads somewhere."),
        order=250,
        rows=_broken_links,
    ),
    ListPanel(
        "open-feedback",
        gettext_lazy("Feedback on your pages"),
        gettext_lazy("No feedback waits for you."),
        order=260,
        rows=_open_feedback,
    ),
    ListPanel(
        "reader-comments",
        gettext_lazy("Reader comments"),
        gettext_lazy("No comment and no appeal waits for you."),
        order=270,
        rows=_reader_comments,
    ),
)


def arrange(panels: list[Component]) -> None:
    """Put our panels among Wagtail's, and ours in the place of its list of reviews."""
    kept = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
    panels[:] = [WaitingForMePanel(), *PANELS, *kept]
