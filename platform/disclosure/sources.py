"""Finds who publishes figures: each package may name its sources in a module group_figures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.discovery import package_modules
from disclosure.exceptions import UnusablePeriodError
from disclosure.figures import FigureSource


def sources() -> Iterator[FigureSource]:
    """Yield every source of every installed package, lowest layer first."""
    for module in package_modules("group_figures"):
        yield from module.SOURCES


def source_of(collection: str) -> FigureSource:
    """Return the source with this code; raise UnusablePeriodError if there is none."""
    for source in sources():
        if source.code == collection:
            return source
    raise UnusablePeriodError(
        _("No package publishes figures called %(name)s.") % {"name": collection}
    )
