"""What readers may know of a page's earlier versions.

Whoever reads the page today learns that there was a version, and when. What it said, and what was
said of it, stay with those who could have read it: see decision 0090.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from cms.models import BasePage, ChangeKind, PageVersion
from cms.page_text import paragraphs_of
from cms.policies import may_read_version
from cms.selectors.pages import Visitor
from cms.word_changes import Passage, compare


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One version in the list: who published it is nobody's to read."""

    number: int
    published_at: datetime
    is_material: bool
    note: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class History:
    """A page's versions, the newest first, under the marking that their words need."""

    entries: tuple[HistoryEntry, ...]
    marked_by: BasePage | PageVersion


@dataclass(frozen=True, slots=True)
class ChangesShown:
    """One version beside the one before it; passages is None where they cannot be compared."""

    version: PageVersion
    marked_by: BasePage | PageVersion
    passages: tuple[Passage, ...] | None = None

    @property
    def has_changes(self) -> bool:
        """Whether any word differs; a date or a picture may have changed all the same."""
        return any(passage.is_changed for passage in self.passages or ())

    @property
    def shown(self) -> list[Passage | None]:
        """What changed with a paragraph on either side; None for what is left out between."""
        return list(_with_neighbours(self.passages or ()))


def history_of(page: BasePage, reader: Visitor) -> History:
    """Every version of the page, and what each said as far as the reader could have read it."""
    versions = list(page.versions.order_by("-number"))
    entries = tuple(_entry(version, reader) for version in versions)
    told = [version for version in versions if may_read_version(reader, version)]
    return History(entries, _highest(page, *told))


def _highest(page: BasePage, *versions: PageVersion) -> BasePage | PageVersion:
    """Whichever is marked OFFICIAL-SENSITIVE, if any is: words keep the marking they had."""
    stated: tuple[BasePage | PageVersion, ...] = (page, *versions)
    return next((one for one in stated if one.is_sensitive), page)


def _entry(version: PageVersion, reader: Visitor) -> HistoryEntry:
    shown = may_read_version(reader, version)
    return HistoryEntry(
        number=version.number,
        published_at=version.published_at,
        is_material=version.kind == ChangeKind.MATERIAL,
        note=version.note if shown else "",
        is_shown=shown,
    )


def changes_in(page: BasePage, number: int, reader: Visitor) -> ChangesShown | None:
    """What this version changed, or None if the reader may not know: like a missing number."""
    wanted = Q(number=number) | Q(number=number - 1)
    found = page.versions.select_related("revision").filter(wanted)
    versions = {version.number: version for version in found}
    version = versions.get(number)
    if version is None or not may_read_version(reader, version):
        return None
    before = versions.get(number - 1)
    # A version that is gone and one that is not for the reader are said to be the same.
    if before is None or not may_read_version(reader, before):
        return ChangesShown(version, _highest(page, version))
    marked_by = _highest(page, version, before)
    if before.revision is None or version.revision is None:
        return ChangesShown(version, marked_by)
    texts = [
        paragraphs_of(kept.as_object(), reader) for kept in (before.revision, version.revision)
    ]
    return ChangesShown(version, marked_by, tuple(compare(*texts)))


def _with_neighbours(passages: tuple[Passage, ...]) -> Iterator[Passage | None]:
    changed = {place for place, passage in enumerate(passages) if passage.is_changed}
    near = sorted({place + step for place in changed for step in (-1, 0, 1)})
    wanted = [place for place in near if 0 <= place < len(passages)]
    following = 0
    for place in wanted:
        if place > following:
            yield None
        yield passages[place]
        following = place + 1
    if following < len(passages):
        yield None
