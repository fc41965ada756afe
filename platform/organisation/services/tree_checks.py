"""What must be so before a place may change; each refusal says what to do instead."""

from datetime import date

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.sanitise import plain_text
from organisation.exceptions import TreeError
from organisation.models import Node, NodeChange, NodeKind
from organisation.tree_shape import force_path_of

NAME_LENGTH = 120


def fresh(node: Node) -> Node:
    """Read the place again under the lock: its path may have changed since."""
    return Node.objects.get(pk=node.pk)


def clean_name(name: str, parent: Node | None, besides: Node | None = None) -> str:
    clean = " ".join(plain_text(name, max_length=NAME_LENGTH).split())
    if not clean:
        raise TreeError(_("Enter a name for the place."))
    if parent is not None:
        require_free_name(clean, parent, besides)
    return clean


def require_free_name(name: str, parent: Node, besides: Node | None = None) -> None:
    same = parent.get_children().still_open().filter(name__iexact=name)
    if same.exclude(pk=besides.pk if besides else None).exists():
        raise TreeError(_("There is a place with this name beside it already."))


def free_slug(parent: Node, name: str) -> str:
    """Return an address that no place has, or ever had."""
    stem = slugify(name)
    if parent.kind in {NodeKind.FORCE, NodeKind.UNIT}:
        stem = f"{parent.slug}-{stem}"
    stem = stem[:130].strip("-")
    taken = set(Node.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def require_not_in_future(day: date) -> None:
    if day > timezone.localdate():
        raise TreeError(_("Use today’s date or an earlier one."))


def require_open(place: Node) -> None:
    if place.closed_on is not None:
        raise TreeError(_("%(name)s is closed.") % {"name": place.name})


def require_open_since(place: Node, day: date) -> None:
    """Refuse to put anything below a place on a day on which it was not there."""
    require_open(place)
    if day < place.opened_on:
        raise TreeError(_("%(name)s is not open yet on this date.") % {"name": place.name})


def require_empty_since(place: Node, day: date) -> None:
    """Refuse to close a place while another stood below it: that one would hang in the air."""
    closed_later = place.get_children().filter(closed_on__gt=day)
    left_later = NodeChange.objects.filter(
        kind=NodeChange.Kind.MOVED, place_before=place, effective_on__gt=day
    )
    if closed_later.exists() or left_later.exists():
        raise TreeError(_("There was a place below it after this date."))


def require_change_is_possible(place: Node, effective_on: date) -> None:
    require_open(place)
    require_not_in_future(effective_on)
    latest = place.changes.order_by("-effective_on").first()
    if effective_on < (latest.effective_on if latest else place.opened_on):
        raise TreeError(_("The date is before the last change to this place."))


def require_same_level(before: Node | None, target: Node, place: Node) -> None:
    if before is None or target.kind != before.kind:
        raise TreeError(_("A place can only move to one of the kind that it is in now."))
    if target.pk == before.pk:
        raise TreeError(_("It is there already."))
    require_same_force(place, target)


def require_can_merge(place: Node, target: Node) -> None:
    if place.kind not in {NodeKind.UNIT, NodeKind.TEAM} or target.kind != place.kind:
        raise TreeError(_("A unit merges into a unit, and a team into a team."))
    if target.pk == place.pk:
        raise TreeError(_("A place cannot merge into itself."))
    require_same_force(place, target)


def require_same_force(place: Node, target: Node) -> None:
    """Places within a force stay in it: the people's records name the force."""
    if place.kind in {NodeKind.UNIT, NodeKind.TEAM} and (
        force_path_of(place.path) != force_path_of(target.path)
    ):
        raise TreeError(_("Units and teams stay within their force."))
