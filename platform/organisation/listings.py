"""What the pages about places and people show; no list takes more queries as it grows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Concat

from accounts.models import User
from organisation.models import Membership, Node, NodeChange, NodeKind, RoleGrant
from organisation.querysets import MembershipQuerySet


@dataclass(frozen=True)
class Place:
    """A place in a list: how deep below the first, and how many people work right there."""

    node: Node
    level: int
    people: int


@dataclass(frozen=True)
class PlaceOnDay:
    """A place as it was called, and where it stood, on some day."""

    node: Node
    name: str
    parent_id: int | None


def places_of(force: Node, on: date) -> list[Place]:
    """The force with its open units and teams, each team under its unit; two queries."""
    counts = dict(
        Membership.objects.current(on)
        .filter(force=force)
        .values_list("node")
        .annotate(people=Count("pk"))
    )
    nodes = Node.objects.within(force).still_open()
    return [Place(node, node.depth - force.depth, counts.get(node.pk, 0)) for node in nodes]


def forces_by_region() -> list[Node]:
    """Regions and forces in the order of the tree."""
    upper = Node.objects.filter(kind__in=[NodeKind.REGION, NodeKind.FORCE])
    return list(upper.select_related("profile"))


def history_of(place: Node) -> QuerySet[NodeChange]:
    """What happened to a place, the latest first."""
    return place.changes.select_related("place_before", "place_after", "changed_by")


def tree_as_of(top: Node, on: date) -> list[PlaceOnDay]:
    """The places below top as they were on the day, found among those below it today.

    A change after the day is undone by what its row says was there before; two queries.
    """
    nodes = list(Node.objects.within(top).open(on))
    by_path = {node.path: node.pk for node in nodes}
    names = {node.pk: node.name for node in nodes}
    step = top.steplen
    parents = {node.pk: by_path.get(node.path[:-step]) for node in nodes}
    later = NodeChange.objects.filter(node__in=nodes, effective_on__gt=on)
    for change in later.order_by("-effective_on", "-pk"):
        if change.kind == NodeChange.Kind.RENAMED:
            names[change.node_id] = change.name_before
        if change.kind == NodeChange.Kind.MOVED:
            parents[change.node_id] = change.place_before_id
    return [PlaceOnDay(node, names[node.pk], parents[node.pk]) for node in nodes]


def people_of(
    force: Node, on: date, *, search: str = "", place: Node | None = None
) -> MembershipQuerySet:
    """The posts of those who work in the force on the day, by name."""
    posts: MembershipQuerySet = Membership.objects.current(on).filter(force=force)
    if place is not None:
        posts = posts.within(place)
    for word in search.split():
        posts = posts.annotate(
            words=Concat(
                "person__first_name",
                Value(" "),
                "person__last_name",
                Value(" "),
                "person__email",
                Value(" "),
                "service_number",
                output_field=CharField(),
            )
        ).filter(words__icontains=word)
    return posts.select_related("person", "node", "rank").order_by(
        "person__last_name", "person__first_name", "pk"
    )


def posts_of(person: User, force: Node) -> MembershipQuerySet:
    """Every post that the person held in the force, the latest first."""
    posts: MembershipQuerySet = Membership.objects.filter(person=person, force=force)
    return posts.select_related("node", "rank", "line_manager").order_by("-started_on")


def rights_of(person: User, force: Node, on: date) -> list[RoleGrant]:
    """The roles in the force that the person holds, or is to hold."""
    grants = RoleGrant.objects.not_revoked().filter(
        person=person, scope__path__startswith=force.path
    )
    return list(
        grants.exclude(ends_on__lte=on)
        .select_related("scope", "granted_by")
        .order_by(F("starts_on").asc(), "role")
    )


def reporting_to(person: User, on: date) -> int:
    """How many people name the person as their line manager."""
    return Membership.objects.current(on).filter(line_manager=person).count()
