"""What the page of search shows: results, filters with counts, and help when nothing is found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from cms.models import BasePage, HomePage, Pillar, Stage
from cms.search.catalogue import Catalogue, Listed, address_of
from cms.search.excerpts import excerpts
from cms.search.filters import NATIONAL, Facet, PageFacts
from cms.search.finding import Answer
from cms.search.titles import titles_like
from cms.selectors import Visitor, reader_of
from cms.selectors.catalogue import current_catalogue
from organisation.models import Node, RassoRole

RESULTS_A_PAGE = 10
MOST_NEAR = 5


@dataclass(frozen=True)
class Result:
    """One page that was found. trail: the sections above it that the reader may read."""

    page: Listed
    href: str
    trail: tuple[str, ...]
    excerpt: SafeString


@dataclass(frozen=True)
class Readable:
    """The pages that search may show one person: their keys, and the catalogue with the rest."""

    keys: frozenset[int]
    catalogue: Catalogue

    def facts(self, keys: Iterable[int]) -> dict[int, PageFacts]:
        """What each of these pages is filtered by, as far as the person may read it."""
        facts, readable = self.catalogue.facts, self.keys
        return {key: facts[key] for key in keys if key in readable}


def readable_by(user: Visitor) -> Readable:
    """Every page that search may show the person."""
    catalogue = current_catalogue()
    return Readable(catalogue.readable_by(reader_of(user)), catalogue)


def kinds_of_page() -> dict[str, str]:
    """The types of page that can be found, by the name that stands in an address."""
    models = (model for model in get_page_models() if issubclass(model, BasePage))
    return {
        model._meta.model_name: capfirst(str(model._meta.verbose_name))
        for model in models
        if model is not HomePage
    }


def values_of(facet: Facet) -> dict[str, str]:
    """What can be chosen of a facet other than force: the value and its name, in their order.

    Of forces only those may be named of which the person may read a page: see forces_of.
    """
    if facet is Facet.PILLAR:
        return {pillar.value: str(pillar.label) for pillar in Pillar}
    if facet is Facet.STAGE:
        return {str(stage.value): str(stage.label) for stage in Stage}
    if facet is Facet.ROLE:
        return {role.value: str(role.label) for role in RassoRole}
    return kinds_of_page()


def forces_of(readable: Readable) -> dict[str, str]:
    """The forces whose own pages are among these, after the nation: the value and the name."""
    forces = readable.catalogue.forces_among(readable.keys)
    named = Node.objects.filter(pk__in=forces).order_by("name").values_list("slug", "name")
    return {NATIONAL: _("National"), **dict(named if forces else ())}


def sheet_of(pages: Sequence[int], number: str | None) -> Sheet[int]:
    """One sheet of the results; a number that does not exist is the nearest one."""
    return Paginator(pages, RESULTS_A_PAGE).get_page(number)


def results_for(readable: Readable, sheet: Sheet[int], answer: Answer) -> list[Result]:
    """The pages of one sheet with all that is shown of them."""
    catalogue, keys = readable.catalogue, list(sheet.object_list)
    shown = excerpts(keys, answer.units)
    return [
        Result(
            page=listed,
            href=address_of(listed),
            trail=catalogue.trail(listed.path, readable.keys),
            excerpt=shown.get(listed.key, SafeString("")),
        )
        for listed in (catalogue.pages[key] for key in keys)
    ]


def near_pages(readable: Readable, query: str) -> list[tuple[str, str]]:
    """The titles that look most like what was typed, each with the address of its page."""
    pages = readable.catalogue.pages
    likeness = {key: like for key, like in titles_like(query).items() if key in readable.keys}
    near = sorted(likeness, key=lambda key: (-likeness[key], pages[key].path))
    return [(pages[key].title, address_of(pages[key])) for key in near[:MOST_NEAR]]
