"""Saving a page for oneself. Nothing of it is recorded anywhere else."""

from datetime import datetime

from accounts.models import User
from cms.models import BasePage, Bookmark


def save_bookmark(*, person: User, page: BasePage, now: datetime) -> None:
    """Save the page, as it stands now; saved again, it counts as seen."""
    Bookmark.objects.update_or_create(person=person, page_id=page.pk, defaults={"saved_at": now})


def remove_bookmark(*, person: User, page: BasePage) -> None:
    """Take the page from the person's list."""
    Bookmark.objects.filter(person=person, page=page.pk).delete()
