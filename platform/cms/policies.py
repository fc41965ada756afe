"""Who may read which page, see which file, and write in the CMS."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from cms.models import BasePage
from cms.readership import Readability, Standing, allows
from cms.selectors import forces_written_for, national_content_roles, reader_of


def may_read(user: User | AnonymousUser, page: BasePage) -> bool:
    """Whether the person may read the page; says nothing of whether it is live."""
    facts = Readability(
        marking=page.marking,
        is_public=page.is_public,
        shared_with_cps=page.shared_with_cps,
        audience_roles=tuple(page.audience_roles),
    )
    return allows(reader_of(user), facts)


def reads_content(user: User) -> bool:
    """Whoever has a post or a role; an account with neither reads public pages only."""
    return reader_of(user).standing is not Standing.STRANGER


def may_write_national_content(user: User | AnonymousUser) -> bool:
    """Editors and approvers for the nation."""
    return bool(national_content_roles(user))


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


def may_open_in_cms(user: User, path: str) -> bool:
    """Whether the person may ask for an address of the CMS; path is what follows /cms/."""
    if may_roam_cms(user):
        return True
    if not forces_written_for(user):
        return False
    return not path or path.startswith(tuple(settings.CMS_PLACES_OF_FORCES))


def reads_everything(user: User | AnonymousUser) -> bool:
    """Whether no marking hides anything from the person."""
    return reader_of(user).standing is Standing.EDITOR
