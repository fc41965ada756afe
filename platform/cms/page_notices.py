"""The port through which packages above say something at the head of a page to its reader."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import User
from cms.models import BasePage


@dataclass(frozen=True)
class PageNotice:
    """One thing to tell this reader, and where it leads."""

    text: str
    link_text: str
    href: str


NoticeSource = Callable[[User, BasePage], PageNotice | None]


@cache
def _sources() -> tuple[NoticeSource, ...]:
    return tuple(import_string(path) for path in settings.PAGE_NOTICES)


def notices_for(user: User, page: BasePage) -> list[PageNotice]:
    """Return what each package of settings.PAGE_NOTICES has to say to this reader of the page."""
    said = (source(user, page) for source in _sources())
    return [notice for notice in said if notice is not None]
