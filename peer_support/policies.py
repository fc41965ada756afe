"""Who may do what in peer support. Nobody may read what two people write: no rule is about that."""

from django.utils import timezone

from accounts.models import User
from organisation.models import RassoRole, Role
from organisation.policies import has_role
from organisation.selectors import current_membership, force_of, roles_of
from peer_support.models import Supporter

# They look into people's conduct or their contracts: nobody could speak to them in confidence.
APART = frozenset({RassoRole.PROFESSIONAL_STANDARDS, RassoRole.HUMAN_RESOURCES})


def coordinated_forces(user: User) -> frozenset[int]:
    """Return the keys of the forces whose peer support the person coordinates."""
    return frozenset(held.scope_id for held in roles_of(user) if held.role == Role.PEER_COORDINATOR)


def coordinates_peer_support(user: User) -> bool:
    """Coordinators alone: no administrator, no manager, no superuser."""
    return bool(coordinated_forces(user))


def may_safeguard(user: User) -> bool:
    """Safeguarding leads, by a role over a force: no administrator, no superuser."""
    return any(held.role == Role.SAFEGUARDING_LEAD for held in roles_of(user))


def may_look_after(actor: User, supporter: Supporter) -> bool:
    """A coordinator of the force that the supporter works in today; nobody for themselves."""
    if actor.pk == supporter.person_id:
        return False
    force = force_of(supporter.person, timezone.localdate())
    if force is None:
        return False
    return has_role(actor, Role.PEER_COORDINATOR, within=force)


def works_apart(person: User) -> bool:
    """Whether the person's work today rules out that they support anybody."""
    post = current_membership(person, timezone.localdate())
    return post is not None and post.rasso_role in APART
