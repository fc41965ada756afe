"""Where a person stands and what they may do, for every other package."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from accounts.models import User
from organisation.models import Membership, Node, Role, RoleGrant
from organisation.tree_history import PlaceOn, places_on

__all__ = [
    "LINE_ROLES",
    "GrantedRole",
    "PlaceOn",
    "administered_force",
    "current_membership",
    "force_id_of",
    "force_of",
    "latest_post",
    "line_managers_of",
    "next_force_of",
    "people_in_line_of",
    "places_on",
    "post_today",
    "reports_of",
    "roles_of",
]

LINE_ROLES = frozenset({Role.SUPERVISOR, Role.MANAGER})

# Every person below a manager at any depth, in one query; UNION ends the walk in a loop.
REPORTS_AT_ANY_DEPTH = """
WITH RECURSIVE line(person_id) AS (
    SELECT person_id FROM organisation_membership
    WHERE line_manager_id = %s AND started_on <= %s AND (ended_on IS NULL OR ended_on > %s)
  UNION
    SELECT below.person_id FROM organisation_membership below
    JOIN line ON below.line_manager_id = line.person_id
    WHERE below.started_on <= %s AND (below.ended_on IS NULL OR below.ended_on > %s)
)
SELECT person_id FROM line
"""

# The chain from a person up to the top, nearest first; a path of ids ends the walk in a loop.
MANAGERS_AT_ANY_DEPTH = """
WITH RECURSIVE line(person_id, distance, seen) AS (
    SELECT line_manager_id, 1, ARRAY[%s::bigint, line_manager_id]
    FROM organisation_membership
    WHERE person_id = %s AND line_manager_id IS NOT NULL
      AND started_on <= %s AND (ended_on IS NULL OR ended_on > %s)
  UNION ALL
    SELECT above.line_manager_id, line.distance + 1, line.seen || above.line_manager_id
    FROM organisation_membership above
    JOIN line ON above.person_id = line.person_id
    WHERE above.line_manager_id IS NOT NULL AND above.line_manager_id <> ALL(line.seen)
      AND above.started_on <= %s AND (above.ended_on IS NULL OR above.ended_on > %s)
)
SELECT accounts_user.* FROM accounts_user JOIN line ON line.person_id = accounts_user.id
ORDER BY line.distance
"""


@dataclass(frozen=True)
class GrantedRole:
    """A role in force today, with the place in the tree that it reaches down from."""

    role: Role
    scope_id: int
    scope_path: str
    scope_name: str


def current_membership(person: User, on: date) -> Membership | None:
    """Where the person works on that day, with place, force and rank."""
    return (
        Membership.objects.current(on)
        .filter(person=person)
        .select_related("node", "force", "rank")
        .first()
    )


def post_today(user: User) -> Membership | None:
    """Where the person works today; asked once a request, like their roles."""
    if not hasattr(user, "_post_today"):
        post = current_membership(user, timezone.localdate())
        user._post_today = post  # type: ignore[attr-defined] # lives as long as the request
    found: Membership | None = user._post_today  # type: ignore[attr-defined] # set above
    return found


def force_of(person: User, on: date) -> Node | None:
    """The force that the person works in on that day."""
    membership = current_membership(person, on)
    return membership.force if membership else None


def next_force_of(person: User, on: date) -> Node | None:
    """The force that the person is to join after that day."""
    posts = Membership.objects.not_ended(on).filter(person=person).select_related("force")
    first = posts.order_by("started_on").first()
    return first.force if first else None


def force_id_of(person: User) -> int | None:
    """The key of the force that the person works in today, or worked in last."""
    return (
        Membership.objects.filter(person=person, started_on__lte=timezone.localdate())
        .order_by("-started_on")
        .values_list("force_id", flat=True)
        .first()
    )


def latest_post(public_id: UUID) -> Membership | None:
    """The post that a person has, is to have, or had last, wherever that is."""
    return (
        Membership.objects.filter(person__public_id=public_id)
        .select_related("person", "node", "force", "rank", "line_manager")
        .order_by("-started_on")
        .first()
    )


def administered_force(user: User) -> Node | None:
    """The force that the person administers."""
    for held in roles_of(user):
        if held.role == Role.FORCE_ADMIN:
            return Node.objects.get(pk=held.scope_id)
    return None


def roles_of(user: User) -> tuple[GrantedRole, ...]:
    """The roles in force now; asked once a request, because a request has its own user object."""
    held: tuple[GrantedRole, ...] | None = getattr(user, "_granted_roles", None)
    if held is None:
        held = tuple(
            GrantedRole(Role(grant.role), grant.scope_id, grant.scope.path, grant.scope.name)
            for grant in RoleGrant.objects.active(timezone.localdate())
            .filter(person=user)
            .select_related("scope")
            .order_by("role", "scope__path")
        )
        user._granted_roles = held  # type: ignore[attr-defined] # lives as long as the request
    return held


def people_in_line_of(user: User, on: date) -> QuerySet[User]:
    """Those whose learning the person answers for: in the places they hold, and their reports.

    Nobody for a person who is neither supervisor nor manager; never the person themselves.
    """
    scopes = [held.scope_path for held in roles_of(user) if held.role in LINE_ROLES]
    if not scopes:
        return User.objects.none()
    inside = Q()
    for path in scopes:
        inside |= Q(node__path__startswith=path)
    below = RawSQL(REPORTS_AT_ANY_DEPTH, [user.pk, on, on, on, on])  # noqa: S611 -- all bound
    members = Membership.objects.current(on).filter(inside | Q(person__in=below))
    return User.objects.filter(is_active=True, pk__in=members.values("person")).exclude(pk=user.pk)


def reports_of(person: User, on: date) -> QuerySet[User]:
    """Everyone below the person at any depth, whatever role the person has."""
    below = RawSQL(REPORTS_AT_ANY_DEPTH, [person.pk, on, on, on, on])  # noqa: S611 -- all bound
    return User.objects.filter(pk__in=below).exclude(pk=person.pk)


def line_managers_of(person: User, on: date) -> list[User]:
    """The chain above the person, nearest first, at any depth; a loop ends it."""
    return list(User.objects.raw(MANAGERS_AT_ANY_DEPTH, [person.pk, person.pk, on, on, on, on]))
