"""How many people a material version asked, and how many have done it; never who."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from cms.models import ChangeKind, PageVersion
from cms.policies import may_roam_cms
from cms.readership import allows, readability_of
from cms.selectors import forces_written_for
from learning.changes import Stay
from learning.models import Completion, Confirmation
from learning.withholding import AskedCount
from organisation.models import Membership, Role, RoleGrant


def material_versions_shown_to(editor: User) -> QuerySet[PageVersion]:
    """Return the material versions of the pages that the person edits or owns, newest first."""
    versions = (
        PageVersion.objects.filter(kind=ChangeKind.MATERIAL)
        .select_related("page")
        .order_by("-published_at", "-pk")
    )
    if may_roam_cms(editor):
        return versions
    own = Q(page__force__in=forces_written_for(editor)) | Q(page__content_owner=editor)
    return versions.filter(own)


def asked_by_force(version: PageVersion, on: date) -> list[AskedCount]:
    """Return the counts of each force that had somebody in the audience on the day it went live.

    For a module: those who had completed it before, and who have completed it since.
    """
    is_module = hasattr(version.page, "modulepage")
    done = _done_again(version) if is_module else _confirmed(version)
    posts = _posts_then(version)
    if is_module:
        posts = posts.filter(person__in=_completed_before(version))
    guests = RoleGrant.objects.active(on).filter(role=Role.CPS_PARTNER, person=OuterRef("person"))
    rows = (
        posts.annotate(guest=Exists(guests))
        .values_list("force_id", "force__name", "rasso_role", "guest")
        .annotate(asked=Count("pk"), done=Count("pk", filter=Q(person__in=done)))
    )
    facts = (readability_of(version.page), readability_of(version))
    found = defaultdict[str, list[int]](lambda: [0, 0])
    for force_id, force, role, is_guest, asked, finished in rows:
        reader = Stay(role, force_id, on, None, is_guest).reader
        if all(allows(reader, each) for each in facts):
            found[force][0] += asked
            found[force][1] += finished
    return [AskedCount(force, asked, finished) for force, (asked, finished) in found.items()]


def _posts_then(version: PageVersion) -> QuerySet[Membership]:
    posts = Membership.objects.current(timezone.localdate(version.published_at))
    if version.audience_roles:
        posts = posts.filter(rasso_role__in=version.audience_roles)
    return posts


def _confirmed(version: PageVersion) -> "QuerySet[Confirmation, int | None]":
    """People; a newer version that they confirmed covers this one."""
    rows = Confirmation.objects.filter(
        person__isnull=False, version__page=version.page_id, version__number__gte=version.number
    )
    return rows.values_list("person", flat=True)


def _completions(version: PageVersion, number: Q) -> "QuerySet[Completion, int | None]":
    revisions = PageVersion.objects.filter(number, page=version.page_id, revision__isnull=False)
    rows = Completion.objects.filter(person__isnull=False, module=version.page_id)
    return rows.filter(revision__in=revisions.values("revision")).values_list("person", flat=True)


def _done_again(version: PageVersion) -> "QuerySet[Completion, int | None]":
    return _completions(version, Q(number__gte=version.number))


def _completed_before(version: PageVersion) -> "QuerySet[Completion, int | None]":
    """Everyone with a completion of the module that is older than the version."""
    since = PageVersion.objects.filter(
        page=version.page_id, number__gte=version.number, revision__isnull=False
    )
    return (
        Completion.objects.filter(person__isnull=False, module=version.page_id)
        .exclude(revision__in=since.values("revision"))
        .values_list("person", flat=True)
    )
