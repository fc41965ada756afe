"""Gives the editors and approvers of a force Wagtail's rights over its own section and files.

Two groups a force, made from role grants; nobody is ever put into one by hand.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from cms.models import LocalPlace
from cms.selectors.forces import content_roles_by_force
from cms.services.local_places import local_place_of
from organisation.models import Node, Role

GROUP_PREFIX = "Force "
# The same over a force's own section as over everything at national level.
PAGE_RIGHTS_OF_ROLE: dict[Role, tuple[str, ...]] = {
    Role.EDITOR: ("add", "change", "lock"),
    Role.APPROVER: ("change", "publish", "lock", "unlock"),
}
FILE_RIGHTS_OF_ROLE: dict[Role, tuple[str, ...]] = {
    Role.EDITOR: ("add", "change", "choose"),
    Role.APPROVER: ("choose",),
}


def group_name(force: Node, role: Role) -> str:
    """The name of the group; slugs are unique among places, names need not be."""
    return f"{GROUP_PREFIX}{role.value}: {force.slug}"


def force_groups_of(user: User) -> set[str]:
    """The groups that the person's grants over forces call for, made if they are missing."""
    wanted: set[str] = set()
    for force, roles in content_roles_by_force(user).items():
        place = local_place_of(force)
        for role in roles:
            wanted.add(_ensure_group(place, role).name)
    return wanted


def ensure_rights_of_forces() -> None:
    """Set the rights of every group again, for code that gives more or fewer than before."""
    for place in LocalPlace.objects.select_related("force", "section", "collection"):
        for role in PAGE_RIGHTS_OF_ROLE:
            group = Group.objects.filter(name=group_name(place.force, role)).first()
            if group is not None:
                _set_rights(group, place, role)


def _ensure_group(place: LocalPlace, role: Role) -> Group:
    name = group_name(place.force, role)
    group = Group.objects.filter(name=name).first()
    if group is not None and _has_rights_over(group, place):
        return group
    with transaction.atomic():
        group, _made = Group.objects.get_or_create(name=name)
        _set_rights(group, place, role)
    return group


def _has_rights_over(group: Group, place: LocalPlace) -> bool:
    """Whether the group knows the section as it is now, and not one that was deleted."""
    return bool(
        GroupPagePermission.objects.filter(group=group, page=place.section.page_ptr_id).exists()
        and GroupCollectionPermission.objects.filter(
            group=group, collection=place.collection_id
        ).exists()
    )


def _set_rights(group: Group, place: LocalPlace, role: Role) -> None:
    pages = [_permission(f"{act}_page", Page) for act in PAGE_RIGHTS_OF_ROLE[role]]
    GroupPagePermission.objects.filter(group=group).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=place.section.pk, permission=permission)
        for permission in pages
    )
    # Wagtail asks for the permissions of its own two models, whatever takes their place.
    files = [
        _permission(f"{act}_{model._meta.model_name}", model)
        for model in (Image, Document)
        for act in FILE_RIGHTS_OF_ROLE[role]
    ]
    GroupCollectionPermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=place.collection, permission=permission)
        for permission in files
    )


def _permission(codename: str, model: type) -> Permission:
    # Django makes these itself, but only once every package has been migrated.
    return Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(model),
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )[0]
