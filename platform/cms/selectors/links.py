"""Broken links, for those who keep the pages and entries in which they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from cms.models import BasePage, LinkCheck, LinkPlace
from cms.readership import condition
from cms.selectors.pages import (
    Visitor,
    forces_written_for,
    national_content_roles,
    national_writers,
    people_who_write_for,
    reader_of,
)
from cms.selectors.support import keepers_of

MOST_SHOWN = 200


@dataclass(frozen=True)
class Standing:
    """Where a link stands, and where it is mended."""

    title: str
    edit_url: str


@dataclass(frozen=True)
class BrokenLink:
    """A link that leads nowhere; address is empty where it led to a page that is gone."""

    address: str
    label: str
    reason: str
    since: date | None
    last_checked_at: datetime | None
    places: tuple[Standing, ...]


def external_links_are_checked() -> bool:
    """Whether links to other sites are asked about at all."""
    return bool(settings.LINK_CHECKS_EXTERNAL)


def broken_links_of(user: Visitor) -> list[BrokenLink]:
    """The broken links for which the person answers, oldest first.

    Those of what they own, and of what nobody owns and they may change.
    """
    kept = Q(page__content_owner=user.pk) | Q(service__owner=user.pk)
    unowned = Q(page__isnull=False, page__content_owner__isnull=True) | Q(
        service__isnull=False, service__owner__isnull=True
    )
    return _broken_at(user, _within_reach_of(user) & (kept | unowned))


def broken_links_within_reach_of(user: Visitor) -> list[BrokenLink]:
    """The broken links that the person may mend, whoever answers for them."""
    return _broken_at(user, _within_reach_of(user))


def _within_reach_of(user: Visitor) -> Q:
    forces = forces_written_for(user)
    reach = Q(page__force__in=forces) | Q(service__force__in=forces)
    if national_content_roles(user):
        reach |= Q(page__isnull=False, page__force__isnull=True)
        reach |= Q(service__isnull=False, service__force__isnull=True)
    return reach


def _broken_at(user: Visitor, where: Q) -> list[BrokenLink]:
    places = LinkPlace.objects.filter(where).select_related("page", "service")
    links = (
        LinkCheck.objects.broken()
        .filter(pk__in=places.values("link"))
        .order_by("broken_since", "url")
        .prefetch_related(Prefetch("places", queryset=places, to_attr="reachable"))
    )
    found = list(links[:MOST_SHOWN])
    titles = _titles_of(user, found)
    return [_broken_link(link, titles) for link in found]


def _titles_of(user: Visitor, links: list[LinkCheck]) -> dict[str, str]:
    """The names of the pages that the links led to, as far as the person may know them."""
    keys = [link.url.partition(":")[2] for link in links if link.url.startswith("page:")]
    pages = BasePage.objects.filter(condition(reader_of(user)), pk__in=keys)
    return {f"page:{key}": title for key, title in pages.values_list("pk", "title")}


def _broken_link(link: LinkCheck, titles: dict[str, str]) -> BrokenLink:
    is_chosen = link.url.startswith(("page:", "document:"))
    gone = _("A page or document")
    # The prefetched places are an attribute that the model does not declare.
    reachable: list[LinkPlace] = link.reachable  # type: ignore[attr-defined]
    return BrokenLink(
        address=link.url if link.host else "",
        label=titles.get(link.url, gone) if is_chosen else link.url,
        reason=link.get_reason_display(),
        since=link.broken_since,
        last_checked_at=link.last_checked_at,
        places=tuple(standing for place in reachable for standing in _standings(place)),
    )


def _standings(place: LinkPlace) -> Iterator[Standing]:
    if place.page is not None:
        edit = reverse("wagtailadmin_pages:edit", args=[place.page.pk])
        yield Standing(place.page.title, edit)
    if place.service is not None:
        edit = reverse("wagtailsnippets_cms_supportservice:edit", args=[place.service.pk])
        yield Standing(place.service.name, edit)


def keepers_of_link(link: LinkCheck) -> list[User]:
    """Those who answer for the pages and entries in which the link stands, each once."""
    people: dict[int, User] = {}
    for place in link.places.select_related("page", "service"):
        keepers = keepers_of(place.service) if place.service else keepers_of_page(place.page)
        people |= {person.pk: person for person in keepers}
    return list(people.values())


def keepers_of_page(page: BasePage | None) -> list[User]:
    """The owner while they write there; otherwise everybody who does."""
    if page is None:
        return []
    writers: QuerySet[User] = (
        national_writers() if page.force_id is None else people_who_write_for(page.force_id)
    )
    fitting = list(writers.filter(is_active=True).distinct())
    return [person for person in fitting if person.pk == page.content_owner_id] or fitting
