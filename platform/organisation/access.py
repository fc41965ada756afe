"""The one way for a page to get at a place or a person: outsiders find nothing, not a refusal."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import User
from organisation.models import Membership, Node, NodeKind, Role, RoleGrant
from organisation.policies import may_administer_people, may_see_places
from organisation.selectors import administered_force, latest_post, roles_of


def own_force(user: User) -> Node:
    """The force that the person administers; 403 for everyone else."""
    force = administered_force(user)
    if force is None or not may_administer_people(user):
        raise PermissionDenied
    return force


def visible_place(user: User, slug: str) -> Node:
    """A place that the person keeps: in their own force, or, for the national team, above it."""
    if not may_see_places(user):
        raise PermissionDenied
    place = Node.objects.filter(slug=slug).first()
    if place is None or not _keeps(user, place):
        raise Http404
    return place


def person_of(force: Node, public_id: UUID) -> Membership:
    """The latest post of someone who works, or last worked, in the force."""
    post = latest_post(public_id)
    if post is None or post.force_id != force.pk:
        raise Http404
    return post


def role_of(person: User, public_id: UUID) -> RoleGrant:
    """A role that the person was given and that nobody took away."""
    grant = RoleGrant.objects.not_revoked().filter(person=person, public_id=public_id)
    found = grant.select_related("scope", "person").first()
    if found is None:
        raise Http404
    return found


def _keeps(user: User, place: Node) -> bool:
    for held in roles_of(user):
        if held.role == Role.FORCE_ADMIN and place.path.startswith(held.scope_path):
            return True
        if held.role == Role.NATIONAL and place.kind not in {NodeKind.UNIT, NodeKind.TEAM}:
            return True
    return False
