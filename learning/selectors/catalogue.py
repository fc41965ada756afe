"""The modules that a person can choose from."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from accounts.models import User
from cms.models import Pillar
from cms.selectors import reader_of
from learning.models import ModulePage
from learning.selectors.record import own_items
from learning.standing import Item


@dataclass(frozen=True)
class CatalogueEntry:
    """A module with how the person stands with it, if they do at all."""

    module: ModulePage
    sections: int
    minutes: int
    item: Item | None


def catalogue(user: User, on: date, pillar: Pillar | None = None) -> list[CatalogueEntry]:
    """Return the modules that the person may read, in the order of the page tree."""
    modules = ModulePage.objects.visible_to(reader_of(user))
    if pillar is not None:
        modules = modules.filter(pillars__contains=[pillar.value])
    rows = (
        modules.defer("quiz", "learning_summary", "objectives", "references")
        .annotate(section_count=Count("sections"), minute_count=Sum("sections__minutes"))
        .order_by("path")
    )
    items = {item.module.slug: item for item in own_items(user, on)}
    return [
        CatalogueEntry(row, row.section_count, row.minute_count or 0, items.get(row.slug))
        for row in rows
    ]
