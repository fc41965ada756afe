"""Changes to the tree of places: each is written down, and nothing that was ever there is lost."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.events import record_event
from organisation.exceptions import TreeError
from organisation.models import Membership, Node, NodeChange, RoleGrant
from organisation.services.locks import lock_tree
from organisation.services.roles import end_roles
from organisation.services.tree_checks import (
    clean_name,
    free_slug,
    fresh,
    require_can_merge,
    require_change_is_possible,
    require_empty_since,
    require_free_name,
    require_not_in_future,
    require_open_since,
    require_same_level,
)
from organisation.tree_shape import force_path_of, kind_below


@transaction.atomic
def add_place(*, parent: Node, name: str, opened_on: date, actor: User | None) -> Node:
    """Open a place one level below parent and return it."""
    lock_tree()
    above = fresh(parent)
    require_open_since(above, opened_on)
    kind = kind_below(above.kind)
    if kind is None:
        raise TreeError(_("A team is the smallest place: nothing can be added below it."))
    require_not_in_future(opened_on)
    clean = clean_name(name, above)
    node: Node = above.add_child(
        kind=kind, name=clean, slug=free_slug(above, clean), opened_on=opened_on
    )
    _record(node, NodeChange.Kind.OPENED, opened_on, actor, name_after=clean, place_after=above)
    return node


@transaction.atomic
def rename_place(*, node: Node, name: str, effective_on: date, actor: User | None) -> Node:
    """Give the place another name; its address stays, so that links go on working."""
    lock_tree()
    place = fresh(node)
    require_change_is_possible(place, effective_on)
    before, after = place.name, clean_name(name, place.get_parent(), besides=place)
    if before == after:
        raise TreeError(_("This is the name that the place has already."))
    place.name = after
    place.save(update_fields=["name"])
    _record(
        place,
        NodeChange.Kind.RENAMED,
        effective_on,
        actor,
        name_before=before,
        name_after=after,
    )
    return place


@transaction.atomic
def move_place(*, node: Node, parent: Node, effective_on: date, actor: User | None) -> Node:
    """Put the place, with all below it, under another parent of the same kind as before."""
    lock_tree()
    place, target = fresh(node), fresh(parent)
    require_change_is_possible(place, effective_on)
    require_open_since(target, effective_on)
    before = place.get_parent()
    require_same_level(before, target, place)
    require_free_name(place.name, target)
    place.move(target, "last-child")
    _record(
        place,
        NodeChange.Kind.MOVED,
        effective_on,
        actor,
        place_before=before,
        place_after=target,
    )
    return fresh(place)


@transaction.atomic
def merge_place(*, node: Node, into: Node, effective_on: date, actor: User | None) -> Node:
    """Let another place of the same kind take over people and places; this one closes.

    Roles over the closed place end: over the larger place they have to be given anew, because
    nobody decided yet that they should reach its other people.
    """
    lock_tree()
    place, target = fresh(node), fresh(into)
    require_change_is_possible(place, effective_on)
    require_open_since(target, effective_on)
    require_can_merge(place, target)
    require_empty_since(place, effective_on)
    for child in place.get_children().still_open():
        move_place(node=child, parent=target, effective_on=effective_on, actor=actor)
    _move_people(place, target, effective_on)
    Node.objects.filter(pk=place.pk).update(merged_into=target, closed_on=effective_on)
    _end_roles_over(place, actor)
    _record(place, NodeChange.Kind.MERGED, effective_on, actor, place_after=target)
    return fresh(place)


@transaction.atomic
def close_place(*, node: Node, effective_on: date, actor: User | None) -> Node:
    """Close an empty place; effective_on is the first day on which it is closed."""
    lock_tree()
    place = fresh(node)
    require_change_is_possible(place, effective_on)
    if place.get_children().still_open().exists():
        raise TreeError(_("Close or move the places below it first."))
    require_empty_since(place, effective_on)
    if Membership.objects.filter(node=place).not_ended(effective_on).exists():
        raise TreeError(_("People still work there. Move them first, or merge the place."))
    Node.objects.filter(pk=place.pk).update(closed_on=effective_on)
    _end_roles_over(place, actor)
    _record(place, NodeChange.Kind.CLOSED, effective_on, actor)
    return fresh(place)


def _move_people(place: Node, target: Node, on: date) -> None:
    """End each membership on the day and open one that differs in its place only."""
    # One that begins on the day or later has no time in the old place to keep.
    Membership.objects.filter(node=place, started_on__gte=on).update(node=target)
    staying = list(Membership.objects.filter(node=place).not_ended(on))
    Membership.objects.filter(pk__in=[each.pk for each in staying]).update(ended_on=on)
    Membership.objects.bulk_create(
        membership.copy(node_id=target.pk, started_on=on) for membership in staying
    )


def _end_roles_over(place: Node, actor: User | None) -> None:
    end_roles(grants=RoleGrant.objects.filter(scope=place).not_revoked(), actor=actor)


def _record(
    node: Node,
    kind: NodeChange.Kind,
    effective_on: date,
    actor: User | None,
    *,
    name_before: str = "",
    name_after: str = "",
    place_before: Node | None = None,
    place_after: Node | None = None,
) -> None:
    NodeChange.objects.create(
        node=node,
        kind=kind,
        effective_on=effective_on,
        changed_by=actor,
        name_before=name_before,
        name_after=name_after,
        place_before=place_before,
        place_after=place_after,
    )
    record_event(
        actor=actor,
        action=f"organisation.place_{kind}",
        force_id=_force_id(node),
        target=f"organisation.node:{node.public_id}",
        details={"effective_on": effective_on.isoformat(), "place": node.slug},
    )


def _force_id(node: Node) -> int | None:
    path = force_path_of(node.path)
    if path is None:
        return None
    return Node.objects.filter(path=path).values_list("pk", flat=True).first()
