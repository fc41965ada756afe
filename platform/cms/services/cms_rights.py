"""Turns role grants into Wagtail's groups. Wagtail asks its groups; we ask only the grants."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.admin.models import Admin
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    PageSubscription,
)

from accounts.models import User
from cms.models import HomePage
from cms.selectors import forces_written_for, national_content_roles
from cms.services.force_rights import (
    FILE_RIGHTS_OF_ROLE,
    PAGE_RIGHTS_OF_ROLE,
    force_groups_of,
)
from organisation.models import Role

EDITORS = "National editors"
APPROVERS = "National approvers"
# The door alone: rights over pages and files come with a group of the force (force_rights.py).
FORCE_WRITERS = "Editors and approvers of forces"
GROUP_OF_ROLE = {Role.EDITOR: EDITORS, Role.APPROVER: APPROVERS}
# Publishing comes by the workflow. Approvers may take a page from the site; what they may publish
# without a review is said in cms.policies.
PAGE_RIGHTS: dict[str, tuple[str, ...]] = {
    EDITORS: PAGE_RIGHTS_OF_ROLE[Role.EDITOR],
    APPROVERS: PAGE_RIGHTS_OF_ROLE[Role.APPROVER],
    FORCE_WRITERS: (),
}
FILE_RIGHTS: dict[str, tuple[str, ...]] = {
    EDITORS: FILE_RIGHTS_OF_ROLE[Role.EDITOR],
    APPROVERS: FILE_RIGHTS_OF_ROLE[Role.APPROVER],
    FORCE_WRITERS: (),
}
# Wagtail's own two, which no grant stands behind.
UNUSED_GROUPS = ("Moderators", "Editors")


@transaction.atomic
def ensure_cms_groups(home: HomePage) -> None:
    """Make the groups with exactly their rights over home and everything below it."""
    Group.objects.filter(name__in=UNUSED_GROUPS).delete()
    for name in PAGE_RIGHTS:
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set([_permission("access_admin", Admin, "Can access Wagtail admin")])
        _grant_pages(group, home)
        _grant_files(group)


def _permission(codename: str, model: type, name: str) -> Permission:
    # Django makes these itself, but only once every package has been migrated.
    return Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(model),
        codename=codename,
        defaults={"name": name},
    )[0]


def _grant_pages(group: Group, home: HomePage) -> None:
    wanted = [
        _permission(f"{act}_page", Page, f"Can {act} page") for act in PAGE_RIGHTS[group.name]
    ]
    GroupPagePermission.objects.filter(group=group).exclude(
        page=home.page_ptr, permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(
            group=group, page=home.page_ptr, permission=permission
        )


def _grant_files(group: Group) -> None:
    everything = Collection.get_first_root_node()
    wanted: list[Permission] = []
    # Wagtail asks for the permissions of its own two models, whatever takes their place.
    for model in (Image, Document):
        name = model._meta.model_name
        for act in FILE_RIGHTS[group.name]:
            wanted.append(_permission(f"{act}_{name}", model, f"Can {act} {name}"))
    rights = GroupCollectionPermission.objects.filter(group=group)
    rights.exclude(collection=everything, permission__in=wanted).delete()
    for permission in wanted:
        rights.get_or_create(group=group, collection=everything, permission=permission)


@transaction.atomic
def sync_cms_rights(user: User) -> bool:
    """Make the person's groups those of their live grants; return whether any are left.

    Groups that someone added by hand go too: only a grant gives a right.
    """
    wanted = {GROUP_OF_ROLE[role] for role in national_content_roles(user)}
    if forces_written_for(user):
        wanted |= {FORCE_WRITERS} | force_groups_of(user)
    held = set(user.groups.values_list("name", flat=True))
    if held != wanted:
        user.groups.set(Group.objects.filter(name__in=wanted))
    if held - wanted:
        # What is said about pages must not follow a person who may no longer read them.
        PageSubscription.objects.filter(user=user).delete()
    return bool(wanted)


def sync_everyone_with_cms_rights() -> int:
    """Take the groups from those whose grants ended and who never came back; return how many."""
    people = list(User.objects.filter(groups__isnull=False).distinct())
    return sum(1 for person in people if not sync_cms_rights(person))
