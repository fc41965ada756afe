"""Questions that are asked of pages more than once."""

from typing import Self

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from cms.readership import Reader, condition


class ReadablePageQuerySet(PageQuerySet):
    """Pages, as far as a reader may know of them."""

    def visible_to(self, reader: Reader) -> Self:
        """Live pages that the reader may read, and no sign of any other."""
        readable: Self = self.live().filter(condition(reader))
        return readable


ReadablePageManager = PageManager.from_queryset(ReadablePageQuerySet)
