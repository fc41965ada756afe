"""The material changes that ask people to read again, and the posts that decide who they are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from cms.models import ChangeKind, Marking, PageVersion
from cms.policies import may_read_version
from cms.readership import Readability
from learning.changes import Change, ChangeNote, Reopened, Stay, is_asked, reopening
from learning.models import Completion, Confirmation
from organisation.models import Membership, Role, RoleGrant

FIELDS = (
    "pk",
    "public_id",
    "number",
    "audience_roles",
    "marking",
    "is_public",
    "shared_with_cps",
    "force_id",
    "published_at",
    "confirm_days",
    "page_id",
    "page__translation_key",
    "page__title",
    "page__marking",
    "page__is_public",
    "page__shared_with_cps",
    "page__audience_roles",
    "page__force_id",
)


def open_versions() -> QuerySet[PageVersion]:
    """Return the last material version of each live page: a newer one takes an older one's place.

    A page that is unpublished or has expired asks nobody.
    """
    newer = PageVersion.objects.filter(
        page=OuterRef("page"), kind=ChangeKind.MATERIAL, number__gt=OuterRef("number")
    )
    return PageVersion.objects.filter(
        ~Exists(newer), kind=ChangeKind.MATERIAL, page__live=True
    ).order_by("pk")


def versions_of_pages() -> QuerySet[PageVersion]:
    """Return those that ask for a confirmation: of everything but modules."""
    return open_versions().filter(page__modulepage__isnull=True)


def versions_of_modules() -> QuerySet[PageVersion]:
    """Return those that ask for a module to be completed again."""
    return open_versions().filter(page__modulepage__isnull=False)


def as_changes(versions: QuerySet[PageVersion]) -> list[Change]:
    """Return the versions as plain values, in one query."""
    return [_change(dict(zip(FIELDS, row, strict=True))) for row in versions.values_list(*FIELDS)]


def _change(row: dict[str, Any]) -> Change:  # the columns of FIELDS, each of its own type
    return Change(
        page_id=row["page_id"],
        page=row["page__translation_key"],
        version_id=row["pk"],
        version=row["public_id"],
        number=row["number"],
        title=row["page__title"],
        audience_roles=frozenset(row["audience_roles"]),
        changed_on=timezone.localdate(row["published_at"]),
        confirm_days=row["confirm_days"],
        readability=_readability(row, "page__"),
        readable_then=_readability(row),
        is_sensitive=row["page__marking"] == Marking.OFFICIAL_SENSITIVE,
    )


def _readability(row: dict[str, Any], of: str = "") -> Readability:  # the columns of FIELDS
    """Who may read the page as it is (its columns are those of page__), or could read it then."""
    return Readability(
        marking=row[f"{of}marking"],
        is_public=row[f"{of}is_public"],
        shared_with_cps=row[f"{of}shared_with_cps"],
        audience_roles=tuple(row[f"{of}audience_roles"]),
        force_id=row[f"{of}force_id"],
    )


def stays_of(people: Iterable[int], on: date) -> dict[int, list[Stay]]:
    """Return every post that each person has had; whether they are a guest is as of that day."""
    wanted = list(people)
    guests = set(
        RoleGrant.objects.active(on)
        .filter(person__in=wanted, role=Role.CPS_PARTNER)
        .values_list("person_id", flat=True)
    )
    found: dict[int, list[Stay]] = defaultdict(list)
    rows = Membership.objects.filter(person__in=wanted).values_list(
        "person_id", "rasso_role", "force_id", "started_on", "ended_on"
    )
    for person, role, force, started_on, ended_on in rows:
        found[person].append(Stay(role, force, started_on, ended_on, person in guests))
    return found


def confirmed_on(people: Iterable[int]) -> dict[int, dict[int, date]]:
    """Return the day on which each person confirmed each version, by the version's key."""
    found: dict[int, dict[int, date]] = defaultdict(dict)
    rows = Confirmation.objects.filter(person__in=list(people)).values_list(
        "person_id", "version_id", "confirmed_on"
    )
    for person, version, day in rows:
        if person is not None:
            found[person][version] = day
    return found


def reopened_modules(people: Iterable[int], on: date) -> dict[int, dict[int, Reopened]]:
    """Return the modules that each person had completed before a material change that asks them.

    Which version a completion belongs to is told by its revision: whoever began the quiz before
    the change and passed it afterwards has learned what stood there before.
    """
    changes = {change.page_id: change for change in as_changes(versions_of_modules())}
    if not changes:
        return {}
    wanted = list(people)
    latest = _versions_completed(wanted, changes)
    stays = stays_of(wanted, on)
    found: dict[int, dict[int, Reopened]] = defaultdict(dict)
    for (person, module), number in latest.items():
        change = changes[module]
        if number < change.number and is_asked(change, stays.get(person, ()), on):
            found[person][module] = reopening(change)
    return found


def _versions_completed(people: list[int], modules: Iterable[int]) -> dict[tuple[int, int], int]:
    """The number of the last version of each module that each person completed; 0 if unknown."""
    numbers = dict(
        PageVersion.objects.filter(page__in=list(modules), revision__isnull=False).values_list(
            "revision_id", "number"
        )
    )
    found: dict[tuple[int, int], int] = {}
    rows = Completion.objects.filter(person__in=people, module__in=list(modules))
    for person, module, revision in rows.values_list("person_id", "module_id", "revision_id"):
        if person is not None:
            key = (person, module)
            found[key] = max(found.get(key, 0), numbers.get(revision, 0))
    return found


def changes_after(
    completions: Iterable[Completion], reader: User
) -> dict[int, tuple[ChangeNote, ...]]:
    """Return, by key of the completion, the material changes that came after what was learned.

    The oldest first: a completion is marked "before the change of" that day, for good.
    """
    rows = list(completions)
    versions = list(
        PageVersion.objects.filter(page__in={row.module_id for row in rows}).order_by("number")
    )
    numbers = {version.revision_id: version.number for version in versions}
    return {
        row.pk: tuple(
            note_of(version, is_shown=may_read_version(reader, version))
            for version in versions
            if version.page_id == row.module_id
            and version.kind == ChangeKind.MATERIAL
            and version.number > numbers.get(row.revision_id, 0)
            # A completion from before versions were kept has no number to compare.
            and timezone.localdate(version.published_at) >= row.published_on
        )
        for row in rows
    }


def note_of(version: PageVersion, *, is_shown: bool = True) -> ChangeNote:
    """Return what a version said of itself; only its day to those who could not have read it."""
    day = timezone.localdate(version.published_at)
    return ChangeNote(version.number, day, version.note if is_shown else "")
