"""Who reads and writes which pages, and the pages that a reader may know of."""

from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from accounts.models import User
from cms.models import BasePage, CustomDocument, CustomImage, GuidancePage, SectionIndexPage
from cms.querysets import ReadablePageQuerySet
from cms.readership import CPS_ROLE, Reader, Standing
from organisation.models import Node, NodeKind, Role, RoleGrant
from organisation.selectors import post_today, roles_of

Visitor = User | AnonymousUser

# Below the root and home.
SECTION_DEPTH = 3
CONTENT_ROLES = frozenset({Role.EDITOR, Role.APPROVER})


def national_content_roles(user: Visitor) -> frozenset[Role]:
    """Editor, approver, both or neither: as far as held over the whole nation."""
    if isinstance(user, AnonymousUser):
        return frozenset()
    return frozenset(
        held.role
        for held in roles_of(user)
        if held.role in CONTENT_ROLES and len(held.scope_path) == Node.steplen
    )


def forces_written_for(user: Visitor) -> frozenset[int]:
    """The keys of the forces for which the person is editor or approver; no force of the nation."""
    if isinstance(user, AnonymousUser):
        return frozenset()
    return frozenset(
        held.scope_id
        for held in roles_of(user)
        if held.role in CONTENT_ROLES and len(held.scope_path) > Node.steplen
    )


def forces_edited_by(user: Visitor) -> "QuerySet[Node]":
    """The forces that the person writes for."""
    return Node.objects.filter(kind=NodeKind.FORCE, pk__in=forces_written_for(user))


def people_who_write_for(force_id: int | None = None) -> QuerySet[User]:
    """The editors and approvers of a force, who can own its words; or of any."""
    grants = RoleGrant.objects.active(timezone.localdate()).filter(role__in=CONTENT_ROLES)
    if force_id is not None:
        grants = grants.filter(scope=force_id)
    people = User.objects.filter(pk__in=grants.values("person"))
    return people.order_by("last_name", "first_name")


def national_writers() -> QuerySet[User]:
    """The editors and approvers of the nation's content."""
    grants = RoleGrant.objects.active(timezone.localdate()).filter(
        role__in=CONTENT_ROLES, scope__depth=1
    )
    people = User.objects.filter(pk__in=grants.values("person"))
    return people.order_by("last_name", "first_name")


def reader_of(user: Visitor) -> Reader:
    """What the person is to the content; asked once a request, like their roles."""
    if isinstance(user, AnonymousUser):
        return Reader(Standing.STRANGER)
    reader: Reader | None = getattr(user, "_content_reader", None)
    if reader is None:
        reader = _find_reader(user)
        user._content_reader = reader  # type: ignore[attr-defined] # lives as long as the request
    return reader


def reader_in_post(rasso_role: str, force_id: int | None = None) -> Reader:
    """What somebody is to the content by their post alone, whatever roles they hold besides."""
    standing = Standing.GUEST if rasso_role == CPS_ROLE else Standing.INSIDER
    return Reader(standing, rasso_role, force_id)


def _find_reader(user: User) -> Reader:
    roles = {held.role for held in roles_of(user)}
    membership = post_today(user)
    rasso_role = membership.rasso_role if membership else ""
    force_id = membership.force_id if membership else None
    if Role.CPS_PARTNER in roles or rasso_role == CPS_ROLE:
        return Reader(Standing.GUEST, rasso_role)
    if national_content_roles(user):
        return Reader(Standing.EDITOR, rasso_role)
    if membership or roles:
        return Reader(Standing.INSIDER, rasso_role, force_id, forces_written_for(user))
    return Reader(Standing.STRANGER)


def pages_visible_to(user: Visitor) -> ReadablePageQuerySet:
    """Every live page that the person may read. Lists and mail start here."""
    return cast(ReadablePageQuerySet, BasePage.objects.visible_to(reader_of(user)))


def children_visible_to(user: Visitor, parent: Page) -> ReadablePageQuerySet:
    """The pages right below parent that the person may read, in the editors' order."""
    return cast(ReadablePageQuerySet, pages_visible_to(user).child_of(parent).order_by("path"))


def recently_changed_guidance(user: Visitor, limit: int) -> list[GuidancePage]:
    """The guidance that changed last, newest first."""
    pages = GuidancePage.objects.visible_to(reader_of(user)).exclude(last_published_at=None)
    return list(pages.defer_streamfields().order_by("-last_published_at", "path")[:limit])


def section_at(user: Visitor, slug: str) -> SectionIndexPage | None:
    """The section right below home, if the person may read it."""
    sections = SectionIndexPage.objects.visible_to(reader_of(user)).filter(depth=SECTION_DEPTH)
    found: SectionIndexPage | None = sections.filter(slug=slug).first()
    return found


def page_tree_url(slug: str) -> str:
    """The address of a section right below home, such as page_tree_url("guidance")."""
    return reverse("wagtail_serve", args=[f"{slug}/"])


def is_file_shown_to(user: Visitor, file: CustomImage | CustomDocument) -> bool:
    """Whether a live page that the person may read uses the file."""
    references = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page)
    )
    pages = [int(pk) for pk in references.values_list("object_id", flat=True)]
    return bool(pages) and bool(pages_visible_to(user).filter(pk__in=pages).exists())


def people_who_keep_content(kept_by: int | None = None) -> QuerySet[User]:
    """Those who can be a page's owner: editors and approvers, and whoever is it already."""
    grants = RoleGrant.objects.active(timezone.localdate()).filter(role__in=CONTENT_ROLES)
    who = Q(pk__in=grants.values("person")) | Q(pk=kept_by)
    return User.objects.filter(who, is_active=True).order_by("last_name", "first_name")
