"""The one way by which a view comes to a module or to what hangs on it."""

from uuid import UUID

from django.http import Http404

from accounts.models import User
from cms.selectors import reader_of
from learning.models import ModulePage
from learning.outline import Outline, SectionEntry

LONG_FIELDS = ("quiz", "learning_summary", "objectives", "references")


def get_module(user: User, slug: str, *, whole: bool = False) -> ModulePage:
    """Return the live module if the person may read it; otherwise there is no such page.

    whole: with its objectives, quiz, summary and references, which only the overview shows.
    """
    modules = ModulePage.objects.visible_to(reader_of(user)).filter(slug=slug).order_by("pk")
    found: ModulePage | None = (modules if whole else modules.defer(*LONG_FIELDS)).first()
    if found is None:
        raise Http404
    return found


def get_section(outline: Outline, number: int) -> SectionEntry:
    """Return the section in this place of the module; otherwise there is no such page."""
    entry = outline.by_number(number)
    if entry is None:
        raise Http404
    return entry


def as_uuid(text: str) -> UUID | None:
    """Return text as an id, or None for what no form of ours sends."""
    try:
        return UUID(text)
    except ValueError:
        return None
