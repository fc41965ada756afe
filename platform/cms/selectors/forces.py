"""What the editors and approvers of forces may reach: pages of their own, and what they read."""

from collections import defaultdict

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from wagtail.models import Collection, Page

from accounts.models import User
from cms.models import BasePage, CustomDocument, CustomImage, LocalPlace, Marking
from cms.readership import condition
from cms.selectors.pages import (
    CONTENT_ROLES,
    SECTION_DEPTH,
    Visitor,
    forces_edited_by,
    forces_written_for,
    reader_of,
)
from organisation.models import Node, Role
from organisation.selectors import roles_of

GUIDANCE_SLUG = "guidance"


def content_roles_by_force(user: User) -> dict[Node, set[Role]]:
    """Editor, approver or both, for each force that the person holds it over."""
    held: dict[int, set[Role]] = defaultdict(set)
    for grant in roles_of(user):
        if grant.role in CONTENT_ROLES:
            held[grant.scope_id].add(grant.role)
    return {force: held[force.pk] for force in forces_edited_by(user)}


def own_sections(user: User) -> list[Page]:
    """The sections of the forces that the person writes for."""
    places = LocalPlace.objects.filter(force__in=forces_edited_by(user))
    return list(Page.objects.filter(pk__in=places.values("section")).order_by("path"))


def own_pages(user: User) -> QuerySet[BasePage]:
    """Every page of those sections, whatever its state."""
    inside = Q(pk__in=[])
    for section in own_sections(user):
        inside |= Q(path__startswith=section.path)
    pages: QuerySet[BasePage] = BasePage.objects.filter(inside)
    return pages


def own_pages_and_above(user: User) -> QuerySet[BasePage]:
    """The same, and for somebody who writes for two forces the page that lists both sections."""
    sections = own_sections(user)
    if len(sections) < 2:  # noqa: PLR2004 -- from two on there is something to list
        return own_pages(user)
    above = {section.path[: -section.steplen] for section in sections}
    pages: QuerySet[BasePage] = BasePage.objects.filter(
        Q(path__in=above) | Q(pk__in=own_pages(user).values("pk"))
    )
    return pages


def pages_to_link_to(user: User) -> QuerySet[BasePage]:
    """What a force may lead its readers to: the nation's OFFICIAL pages, and its own."""
    readable = condition(reader_of(user))
    national = Q(live=True, marking=Marking.OFFICIAL, force__isnull=True)
    pages: QuerySet[BasePage] = BasePage.objects.filter(
        (readable & national) | Q(pk__in=own_pages(user).values("pk"))
    )
    return pages


def guidance_page_id() -> int:
    """The key of the page at /guidance/, where looking for a link begins."""
    pages = Page.objects.filter(depth=SECTION_DEPTH, slug=GUIDANCE_SLUG)
    return int(pages.values_list("pk", flat=True).get())


def files_of_own(user: User, model: type[Model]) -> QuerySet[Model]:
    """The pictures or documents in the collections of the forces that the person writes for."""
    places = LocalPlace.objects.filter(force__in=forces_edited_by(user))
    inside = Q(pk__in=[])
    for collection in Collection.objects.filter(pk__in=places.values("collection")):
        inside |= Q(path__startswith=collection.path)
    return model._default_manager.filter(collection__in=Collection.objects.filter(inside))


def is_file_of_own(user: Visitor, file: CustomImage | CustomDocument) -> bool:
    """Whether the person keeps the file for a force; those who choose it have to see it."""
    if isinstance(user, AnonymousUser) or not forces_written_for(user):
        return False
    return files_of_own(user, type(file)).filter(pk=file.pk).exists()
