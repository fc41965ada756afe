"""What search knows of every live page, and which of it a reader may know.

Pure: knows no table. Who may read what is the one rule of cms.readership; pages with the same facts
are asked of together, for there are thousands of pages and a few dozen kinds of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from django.utils.text import capfirst

from cms.models import BasePage, Marking
from cms.models.base import HOME_DEPTH
from cms.readership import Readability, Reader, allows
from cms.search.filters import PageFacts


@dataclass(frozen=True, slots=True)
class Listed:
    """What lists say of one live page. facts: what it is filtered by."""

    key: int
    model: type[BasePage]
    title: str
    slug: str
    path: str
    url_path: str
    marking: str
    changed_at: datetime | None
    facts: PageFacts

    @property
    def kind(self) -> str:
        """The type of page in words."""
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def is_sensitive(self) -> bool:
        """Whether the page is marked OFFICIAL-SENSITIVE."""
        return bool(self.marking == Marking.OFFICIAL_SENSITIVE)

    @property
    def marking_name(self) -> str:
        """The marking in words."""
        return str(Marking(self.marking).label)


@lru_cache(maxsize=8192)
def address_of(listed: Listed) -> str:
    """The address of a page: asking Wagtail costs more than the rest of its line in a list."""
    # As much of the page as its address takes; the rest is not there.
    page = listed.model(pk=listed.key, slug=listed.slug, path=listed.path, url_path=listed.url_path)
    return str(page.url)


@dataclass(frozen=True)
class Catalogue:
    """Every live page but home. pages: by key, in the order of their titles."""

    pages: Mapping[int, Listed]
    keys: Mapping[Readability, frozenset[int]]

    @cached_property
    def facts(self) -> dict[int, PageFacts]:
        """What each page is filtered by."""
        return {key: page.facts for key, page in self.pages.items()}

    def readable_by(self, reader: Reader) -> frozenset[int]:
        """The keys of the pages that the reader may read."""
        allowed = [keys for facts, keys in self.keys.items() if allows(reader, facts)]
        return frozenset().union(*allowed)

    def forces_among(self, readable: frozenset[int]) -> set[int]:
        """The keys of the forces whose own pages are among the readable ones."""
        return {
            facts.force_id
            for facts, keys in self.keys.items()
            if facts.force_id is not None and not readable.isdisjoint(keys)
        }

    def trail(self, path: str, readable: frozenset[int]) -> tuple[str, ...]:
        """The titles of the sections above a path that are among the readable pages."""
        step = BasePage.steplen
        above = (path[:end] for end in range(step * (HOME_DEPTH + 1), len(path), step))
        keys = (self._by_path.get(each) for each in above)
        return tuple(self.pages[key].title for key in keys if key in readable)

    @cached_property
    def _by_path(self) -> dict[str, int]:
        return {page.path: key for key, page in self.pages.items()}
