"""The directory as readers see it, and who keeps its entries."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from cms.models import SupportService
from cms.models.support_service import (
    Audience,
    Language,
    ServiceKind,
    SupportServiceQuerySet,
)
from cms.selectors.pages import (
    forces_written_for,
    national_content_roles,
    national_writers,
    people_who_write_for,
)
from organisation.models import Node, NodeKind


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; an empty part means all."""

    audience: str = ""
    area: str = ""
    kind: str = ""
    language: str = ""


@dataclass(frozen=True)
class Entry:
    """One service as it stands on the page."""

    name: str
    what_for: str
    phone: str
    text_number: str
    how_to_reach: str
    url: str
    hours: str
    audience: str
    languages: tuple[str, ...]
    areas: tuple[str, ...]
    is_verified: bool
    checked_on: date | None
    is_overdue: bool

    @property
    def phone_href(self) -> str:
        """A link that dials the number, without what follows as an extension."""
        return f"tel:{_digits(self.phone)}" if self.phone else ""

    @property
    def text_href(self) -> str:
        """A link that begins a text message."""
        return f"sms:{_digits(self.text_number)}" if self.text_number else ""

    @property
    def address(self) -> str:
        """The website without its scheme, for paper."""
        return self.url.removeprefix("https://").rstrip("/")


@dataclass(frozen=True)
class Group:
    """The services of one kind, those of the area that was asked for first."""

    kind: str
    label: str
    entries: tuple[Entry, ...]


def _digits(number: str) -> str:
    return re.sub(r"[^0-9+]", "", re.split(r"\(?ext", number)[0])


def directory(wanted: Wanted, on: date) -> tuple[Group, ...]:
    """The services that readers see that day, most urgent kind first."""
    services = list(_matching(wanted, on).prefetch_related("areas"))
    by_kind = {
        kind: [service for service in services if service.kind == kind] for kind in ServiceKind
    }
    return tuple(
        Group(kind.value, str(kind.label), _entries(found, wanted, on))
        for kind, found in by_kind.items()
        if found
    )


def _matching(wanted: Wanted, on: date) -> SupportServiceQuerySet:
    found = SupportService.objects.listed(on)
    if wanted.audience:
        found = found.filter(audience__in=[wanted.audience, Audience.BOTH])
    if wanted.area:
        found = found.filter(Q(areas__isnull=True) | Q(areas__slug=wanted.area)).distinct()
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.language:
        found = found.filter(languages__contains=[wanted.language])
    return found


def _entries(services: Iterable[SupportService], wanted: Wanted, on: date) -> tuple[Entry, ...]:
    entries = [_entry(service, on) for service in services]
    # Who asks for an area wants first what is near.
    local_first = sorted(entries, key=lambda entry: bool(wanted.area) and not entry.areas)
    return tuple(local_first)


def _entry(service: SupportService, on: date) -> Entry:
    return Entry(
        name=service.name,
        what_for=service.what_for,
        phone=service.phone,
        text_number=service.text_number,
        how_to_reach=service.how_to_reach,
        url=service.url,
        hours=service.hours,
        audience=str(Audience(service.audience).label),
        languages=tuple(
            str(language.label) for language in Language if language in service.languages
        ),
        areas=tuple(sorted(area.name for area in service.areas.all())),
        is_verified=service.is_verified,
        checked_on=service.checked_on,
        is_overdue=service.is_overdue(on),
    )


def areas_to_choose(on: date) -> list[tuple[str, str]]:
    """The forces that are open that day: (slug, name)."""
    forces = Node.objects.filter(kind=NodeKind.FORCE, opened_on__lte=on)
    is_open = forces.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))
    return list(is_open.order_by("name").values_list("slug", "name"))


def services_written_by(user: User | AnonymousUser) -> SupportServiceQuerySet:
    """The entries that the person may change: the nation's, or those of their own forces."""
    mine = Q(force__in=forces_written_for(user))
    if national_content_roles(user):
        mine |= Q(force__isnull=True)
    return SupportService.objects.filter(mine).select_related("force", "owner")


def keepers_of(service: SupportService) -> list[User]:
    """The owner while they may change the entry; otherwise everybody who may."""
    writers = (
        national_writers() if service.force_id is None else people_who_write_for(service.force_id)
    )
    fitting = list(writers.filter(is_active=True).distinct())
    return [person for person in fitting if person.pk == service.owner_id] or fitting
