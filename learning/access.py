"""The one way by which a view comes to a module or to what hangs on it."""

from uuid import UUID

from django.http import Http404

from accounts.models import User
from cms.selectors import reader_of
from learning.models import ModulePage
from learning.outline import Outline, SectionEntry

# Read by the overview and the CMS only; a section or question page carries none of them.
LONG_FIELDS = ("quiz", "learning_summary", "objectives", "references")


def get_module(user: User, slug: str) -> ModulePage:
    """Return the live module if the person may read it; otherwise there is no such page."""
    modules = ModulePage.objects.visible_to(reader_of(user)).defer(*LONG_FIELDS)
    found: ModulePage | None = modules.filter(slug=slug).order_by("pk").first()
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
