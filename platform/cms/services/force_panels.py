"""Keeps panels of forces right when the national page around them changes."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from cms.exceptions import PageChangedAgainError
from cms.force_notices import PANEL_PAGE_CHANGED
from cms.models import BasePage, ForcePanel, PageVersion
from cms.pieces import pieces_of
from cms.selectors import people_who_write_for
from cms.selectors.force_panels import latest_version, number_of
from core.events import record_event
from core.telling import tell


@transaction.atomic
def follow_version(version: PageVersion) -> None:
    """Look where each panel of the page stands now, and tell those who keep them.

    A panel stays after its piece; if that has gone, it is shown at the end and says so.
    """
    panels = ForcePanel.objects.filter(page=version.page)
    if not panels.exists():
        return
    there = [piece.id for piece in pieces_of(version.page.specific)]
    panels.update(has_moved=False)
    panels.exclude(anchor="").exclude(anchor__in=there).update(has_moved=True)
    told: set[int] = set()
    for panel in panels.select_related("owner").order_by("pk"):
        for person in _keepers_of(panel):
            if person.pk not in told:
                told.add(person.pk)
                _tell(person, version)


def _keepers_of(panel: ForcePanel) -> list[User]:
    """The owner, or everyone who writes for the force if there is none any more."""
    writers = people_who_write_for(panel.force_id)
    owner = writers.filter(pk=panel.owner_id).first() if panel.owner_id else None
    return [owner] if owner else list(writers)


def _tell(person: User, version: PageVersion) -> None:
    # Neither the page nor the force is named: mail is read at desks.
    tell(
        recipient=person,
        kind=PANEL_PAGE_CHANGED,
        subject_key=str(version.public_id),
        url=reverse("wagtailsnippets_cms_forcepanel:list"),
    )


@transaction.atomic
def confirm_panel(*, panel: ForcePanel, person: User, shown: int) -> bool:
    """Keep that the panel is right beside the version that the person saw; True if it is news.

    shown: that version's number, 0 before the first. PageChangedAgainError if it is not the
    latest any more: what came after it nobody has looked at.
    """
    # A publication waits here, so that none can come between the look and the word.
    page = BasePage.objects.select_for_update(of=("self",)).get(pk=panel.page_id)
    latest = latest_version(page)
    if number_of(latest) != shown:
        raise PageChangedAgainError
    if latest is None:
        return False
    behind = Q(checked_version__isnull=True) | ~Q(checked_version=latest)
    is_news = ForcePanel.objects.filter(behind, pk=panel.pk).update(checked_version=latest) == 1
    if is_news:
        panel.checked_version = latest
        record_event(
            actor=person,
            action="cms.panel_confirmed",
            force_id=panel.force_id,
            target=f"cms.forcepanel:{panel.public_id}",
            details={"version": latest.number},
        )
    return is_news


def settle_place(panel: ForcePanel) -> None:
    """Keep whether the piece that the panel stands after is there, once its place was chosen."""
    there = {piece.id for piece in pieces_of(panel.page.specific)}
    has_moved = bool(panel.anchor) and panel.anchor not in there
    ForcePanel.objects.filter(pk=panel.pk).exclude(has_moved=has_moved).update(has_moved=has_moved)
