"""Fills the directory at first, and tells those who keep it what they should check."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms.models import SupportService
from cms.notification_kinds import SERVICE_DUE, SERVICE_DUE_SOON
from cms.selectors.support import keepers_of
from cms.support_file import SeedRow, seed_rows
from core.telling import tell
from organisation.models import Node, NodeKind

TOLD_BEFORE = timedelta(days=14)
# Whoever starts a site long after the file was written has this long to check it.
LEAST_TIME_TO_CHECK = timedelta(days=28)


@transaction.atomic
def ensure_support_services(on: date | None = None) -> int:
    """Add what the file has and the table never had; return how many.

    What editors changed or ended stays as they left it. A row for certain forces waits until
    there are such forces: it must not be shown as if it helped everywhere.
    """
    day = on or timezone.localdate()
    known = set(
        SupportService.objects.filter(seed_key__isnull=False).values_list("seed_key", flat=True)
    )
    missing = [row for row in seed_rows() if row.key not in known]
    if not missing:
        return 0
    forces = dict(Node.objects.filter(kind=NodeKind.FORCE).values_list("slug", "pk"))
    ready = [row for row in missing if all(slug in forces for slug in row.forces)]
    # Two servers that start at once add each row once.
    SupportService.objects.bulk_create((_made(row, day) for row in ready), ignore_conflicts=True)
    _set_areas(ready, forces)
    return len(ready)


def _made(row: SeedRow, day: date) -> SupportService:
    made = SupportService(seed_key=row.key, **row.fields)
    made.expires_on = max(made.expires_on, day + LEAST_TIME_TO_CHECK)
    return made


def _set_areas(rows: list[SeedRow], forces: dict[str, int]) -> None:
    made = SupportService.objects.filter(seed_key__in=[row.key for row in rows])
    keys = dict(made.values_list("seed_key", "pk"))
    link = SupportService.areas.through
    link.objects.bulk_create(
        (
            link(supportservice_id=keys[row.key], node_id=forces[slug])
            for row in rows
            for slug in row.forces
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def tell_of_services_to_check(*, on: date) -> int:
    """Tell the owners of entries that expire within two weeks, and of those that expire or have.

    Each is told once for each day of expiry, however often this runs. Without an owner, those
    who may change the entry are told. Returns the number of entries.
    """
    due = (
        SupportService.objects.offered(on)
        .filter(expires_on__lte=on + TOLD_BEFORE)
        .select_related("owner")
    )
    for service in due:
        kind = SERVICE_DUE if service.expires_on <= on else SERVICE_DUE_SOON
        for person in keepers_of(service):
            _tell(person, service, kind)
    return len(due)


def _tell(person: User, service: SupportService, kind: str) -> None:
    tell(
        recipient=person,
        kind=kind,
        subject_key=f"{service.public_id}:{service.expires_on.isoformat()}",
        url=reverse("wagtailsnippets_cms_supportservice:list"),
        params={"name": service.name},
    )
