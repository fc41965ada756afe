"""Who may read which page, see which file, and write in the CMS."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.models import Page

from accounts.models import User
from cms.editing.gate import EXPLORING, OF_READABLE_PAGES, Asked
from cms.models import BasePage, PageVersion, PracticeOffer, ReviewTask, SupportService
from cms.readership import Standing, allows, readability_of
from cms.selectors import forces_written_for, national_content_roles, reader_of
from cms.selectors.forces import (
    own_pages,
    own_pages_and_above,
    own_sections,
    pages_to_link_to,
)
from cms.selectors.reviews import (
    approves_for_nation,
    force_of_page,
    forces_approved_for,
    holds_remit,
    took_part_in,
    writers_of,
)


def may_read(user: User | AnonymousUser, page: BasePage) -> bool:
    """Whether the person may read the page; says nothing of whether it is live."""
    return allows(reader_of(user), readability_of(page))


def may_read_version(user: User | AnonymousUser, version: PageVersion) -> bool:
    """Whether the person could read the page as it was then; asked besides may_read."""
    return allows(reader_of(user), readability_of(version))


def reads_content(user: User) -> bool:
    """Whoever has a post or a role; an account with neither reads public pages only."""
    return reader_of(user).standing is not Standing.STRANGER


def may_write_national_content(user: User | AnonymousUser) -> bool:
    """Editors and approvers for the nation."""
    return bool(national_content_roles(user))


def may_decide_about_practice(user: User | AnonymousUser, offer: PracticeOffer) -> bool:
    """The national team, about an offer that waits and that somebody else has made."""
    if not offer.is_waiting or offer.offered_by_id == user.pk:
        return False
    return may_write_national_content(user)


def may_write_for_force(user: User | AnonymousUser, force_id: int) -> bool:
    """Editors and approvers of exactly this force; nobody above it, and no superuser."""
    return force_id in forces_written_for(user)


def writes_for_a_force(user: User | AnonymousUser) -> bool:
    """Whether there is a force whose own words the person may edit."""
    return bool(forces_written_for(user))


def may_roam_cms(user: User | AnonymousUser) -> bool:
    """Those who write national content, and whoever runs the CMS, go everywhere in it."""
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    return may_write_national_content(user)


def may_enter_cms(user: User | AnonymousUser) -> bool:
    """Besides those, editors and approvers of a force, for the few pages that forces have there."""
    if may_roam_cms(user):
        return True
    return bool(forces_written_for(user))


def may_open_in_cms(user: User, path: str, asked: Asked) -> bool:
    """Whether there is anything for the person at an address of the CMS.

    path: what follows /cms/. Which page it may be is asked of may_reach_in_cms.
    """
    if asked.is_closed:
        return False
    if may_roam_cms(user):
        return True
    if not forces_written_for(user):
        return False
    if not path or path.startswith(tuple(settings.CMS_PLACES_OF_FORCES)):
        return True
    return asked.is_listed


def may_reach_in_cms(user: User, asked: Asked) -> bool:
    """Whether the pages that an address names are there for the person."""
    if may_roam_cms(user) or not asked.pages:
        return True
    sections = {section.pk for section in own_sections(user)}
    if asked.ends_or_moves and asked.subject in sections:
        return False
    return _pages_for(user, asked).filter(pk__in=asked.pages).count() == len(asked.pages)


def _pages_for(user: User, asked: Asked) -> QuerySet[BasePage]:
    if asked.name in OF_READABLE_PAGES:
        return pages_to_link_to(user)
    if asked.name in EXPLORING:
        return own_pages_and_above(user)
    return own_pages(user)


def reads_everything(user: User | AnonymousUser) -> bool:
    """Whether no marking hides anything from the person."""
    return reader_of(user).standing is Standing.EDITOR


def writes_somewhere(user: User | AnonymousUser) -> bool:
    """Editors and approvers, of the nation or of a force."""
    if may_write_national_content(user):
        return True
    return writes_for_a_force(user)


def may_write_support_service(user: User | AnonymousUser, service: SupportService) -> bool:
    """The nation's entries are its editors', a force's entries are those of that force."""
    if service.force_id is None:
        return may_write_national_content(user)
    return may_write_for_force(user, service.force_id)


def may_approve(user: User, page: Page) -> bool:
    """Approvers for the nation; for a local page also the approvers of its force."""
    if not user.is_active:
        return False
    if approves_for_nation(user):
        return True
    return force_of_page(page) in forces_approved_for(user)


def may_review(user: User, page: Page, step: ReviewTask) -> bool:
    """Approvers with a remit for the step, who neither wrote nor submitted, nor decided before."""
    if not may_approve(user, page):
        return False
    if not holds_remit(user, step.remits, force_of_page(page)):
        return False
    return not took_part_in(page, user, besides_step=step.pk)


def may_publish_directly(user: User, page: BasePage) -> bool:
    """Approvers, for a minor change of a live page in which they wrote nothing.

    That it is minor, and that they change nothing on the way, is asked of the form.
    """
    if not page.pk or page.first_published_at is None:
        return False
    if page.always_checked or page.workflow_in_progress:
        return False
    if not may_approve(user, page):
        return False
    return user.pk not in writers_of(page)


def may_set_remits(user: User | AnonymousUser, force_id: int | None) -> bool:
    """Who names reviewers: approvers of the nation for the nation, a force's own for the force."""
    if isinstance(user, AnonymousUser):
        return False
    if force_id is None:
        return approves_for_nation(user)
    return force_id in forces_approved_for(user)


def sets_remits(user: User | AnonymousUser) -> bool:
    """Whether there is anywhere that the person names reviewers for."""
    if isinstance(user, AnonymousUser):
        return False
    if approves_for_nation(user):
        return True
    return bool(forces_approved_for(user))
