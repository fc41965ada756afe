"""The pages that a person saved, as far as they may still read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from accounts.models import User
from cms.models import BasePage, Bookmark
from cms.selectors import pages_visible_to

BOOKMARKS_A_PAGE = 20


@dataclass(frozen=True)
class BookmarkShown:
    """One saved page; has_changed since the person saved it."""

    page: BasePage
    kind: str
    url: str
    saved_at: datetime
    changed_at: datetime | None

    @property
    def has_changed(self) -> bool:
        """Whether another version went live since."""
        return self.changed_at is not None and self.changed_at > self.saved_at


def has_bookmark(user: User, page: BasePage) -> bool:
    """Whether the person saved the page."""
    return Bookmark.objects.filter(person=user, page=page.pk).exists()


# A page of a list has no type for rows that are shown as something else.
def bookmarks_of(user: User, request: HttpRequest, number: str | None) -> Page[Any]:
    """One page of the list, the last saved first."""
    rows = Bookmark.objects.filter(person=user, page__in=pages_visible_to(user))
    rows = rows.select_related("page__content_type").order_by("-saved_at", "-pk")
    shown: Page[Any] = Paginator(rows, BOOKMARKS_A_PAGE).get_page(number)
    shown.object_list = [_shown(row, request) for row in shown.object_list]
    return shown


def _shown(row: Bookmark, request: HttpRequest) -> BookmarkShown:
    kind = row.page.content_type.model_class() or BasePage
    return BookmarkShown(
        page=row.page,
        kind=str(kind._meta.verbose_name),
        url=row.page.get_url(request) or "",
        saved_at=row.saved_at,
        changed_at=row.page.last_published_at,
    )
