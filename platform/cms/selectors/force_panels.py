"""Panels of forces: those that a reader sees inside a page, and what has changed around one."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import ReferenceIndex

from cms.models import (
    BasePage,
    ChangeKind,
    CustomDocument,
    CustomImage,
    ForcePanel,
    PageVersion,
)
from cms.pieces import Around, around, pieces_of, takes_panels
from cms.policies import may_read_version
from cms.selectors.pages import (
    Visitor,
    forces_written_for,
    pages_visible_to,
    reader_of,
)

AT_THE_END = ""


@dataclass(frozen=True)
class PlacedPanel:
    """A panel inside a page; older_than: the material change that it was not checked against."""

    panel: ForcePanel
    older_than: datetime | None = None


Placed = dict[str, list[PlacedPanel]]


def panels_inside(user: Visitor, page: BasePage) -> Placed:
    """The panels that the reader sees in a specific page, by the piece that each stands after.

    Those whose piece is gone stand at the end.
    """
    forces = reader_of(user).forces
    if not forces or not takes_panels(page):
        return {}
    panels = with_changes(ForcePanel.objects.filter(page=page, force__in=forces, live=True))
    placed: Placed = defaultdict(list)
    there = {piece.id for piece in pieces_of(page)} if panels else set()
    for panel in panels:
        place = panel.anchor if panel.anchor in there else AT_THE_END
        placed[place].append(PlacedPanel(panel, panel.material_at))
    return dict(placed)


def placed_for_preview(panel: ForcePanel, page: BasePage) -> Placed:
    """The one panel, at its place, as it would stand if it were published now."""
    there = {piece.id for piece in pieces_of(page)}
    place = panel.anchor if panel.anchor in there else AT_THE_END
    return {place: [PlacedPanel(panel)]}


def with_changes(panels: QuerySet[ForcePanel]) -> QuerySet[ForcePanel]:
    """Add to each what has happened to its page since it was checked.

    latest_number: the page's latest version. material_at: when its latest material change was
    published, if the panel has not been checked since.
    """
    versions = PageVersion.objects.filter(page=OuterRef("page")).order_by("-number")
    checked = Coalesce(OuterRef("checked_version__number"), 0)
    material = versions.filter(kind=ChangeKind.MATERIAL, number__gt=checked)
    return panels.select_related("page", "force", "owner", "checked_version").annotate(
        latest_number=Subquery(versions.values("number")[:1]),
        material_at=Subquery(material.values("published_at")[:1]),
    )


def panels_written_by(user: Visitor) -> QuerySet[ForcePanel]:
    """The panels of the forces that the person writes for, on pages that the person may read."""
    readable = pages_visible_to(user).values("pk")
    return with_changes(
        ForcePanel.objects.filter(force__in=forces_written_for(user), page__in=readable)
    )


def latest_version(page: BasePage) -> PageVersion | None:
    """The version that readers see now."""
    return PageVersion.objects.filter(page=page).order_by("-number").first()


def number_of(version: PageVersion | None) -> int:
    """The version's number; 0 before the first."""
    return version.number if version else 0


@dataclass(frozen=True)
class ChangeAround:
    """What changed around a panel since it was last checked.

    then: None if the old version is no longer kept.
    """

    then: Around | None
    now: Around
    versions: list[PageVersion]

    @property
    def is_the_same(self) -> bool:
        """Whether the words right before and after are as they were."""
        return self.then == self.now


def change_around(panel: ForcePanel, reader: Visitor) -> ChangeAround:
    """Compare the pieces around the panel in the version it was checked against, and in today's.

    What a version said stays with those who could have read it, as in a page's history.
    """
    checked = panel.checked_version
    newer = PageVersion.objects.filter(page=panel.page, number__gt=number_of(checked))
    now = around(pieces_of(panel.page.specific), panel.anchor)
    then = None
    if checked is not None and checked.revision and may_read_version(reader, checked):
        then = around(pieces_of(checked.revision.as_object()), panel.anchor)
    told = [version for version in newer.order_by("number") if may_read_version(reader, version)]
    return ChangeAround(then, now, told)


def is_file_in_panel_for(user: Visitor, file: CustomImage | CustomDocument) -> bool:
    """Whether a panel that the person sees in a page shows the file."""
    forces = reader_of(user).forces
    if not forces:
        return False
    references = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ReferenceIndex._get_base_content_type(ForcePanel)
    )
    panels = [int(pk) for pk in references.values_list("object_id", flat=True)]
    shown = ForcePanel.objects.filter(pk__in=panels, live=True, force__in=forces)
    return bool(panels) and shown.filter(page__in=pages_visible_to(user).values("pk")).exists()
