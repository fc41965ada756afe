"""Who may do what, as far as it depends on a role and its reach."""

from django.utils import timezone

from accounts.models import User
from organisation.models import Membership, Node, NodeKind, Role, RoleGrant
from organisation.role_scopes import is_national
from organisation.selectors import LINE_ROLES, force_of, next_force_of, roles_of

# The national team names the first administrator of a force, and those who hold national roles.
GIVEN_BY_NATIONAL_IN_A_FORCE = frozenset({Role.FORCE_ADMIN})
# Who listens is decided by those who look after peer support, and nobody needs to ask them why.
GIVEN_BY_COORDINATOR = frozenset({Role.PEER_SUPPORTER})
CHANGED_BY_FORCE = frozenset({NodeKind.UNIT, NodeKind.TEAM})


def has_role(user: User, role: Role, within: Node | None = None) -> bool:
    """Whether the person holds the role, and (if a place is given) over that place."""
    for held in roles_of(user):
        if held.role == role and (within is None or within.path.startswith(held.scope_path)):
            return True
    return False


def may_see_team_learning(user: User) -> bool:
    """Supervisors and managers see the learning of their own line."""
    return any(held.role in LINE_ROLES for held in roles_of(user))


def needs_second_factor(user: User) -> bool:
    """Every role above officer, and whoever runs the CMS, signs in with a second factor."""
    if user.is_superuser:
        return True
    return bool(roles_of(user))


def may_administer_people(user: User) -> bool:
    """Force administrators, and nobody else, keep the list of people."""
    return has_role(user, Role.FORCE_ADMIN)


def may_administer_force(user: User, force: Node) -> bool:
    """A force administrator keeps the people of their own force."""
    return has_role(user, Role.FORCE_ADMIN, within=force)


def may_help_to_sign_in(actor: User, person: User) -> bool:
    """The administrator of the force that somebody works in, or is to join; never for oneself.

    Whoever is about to move here still works elsewhere: there their account is looked after.
    """
    if actor.pk == person.pk or not person.is_active or person.is_superuser:
        return False
    today = timezone.localdate()
    force = force_of(person, today) or next_force_of(person, today)
    if force is None:
        return False
    return may_administer_force(actor, force)


def may_see_places(user: User) -> bool:
    """Those who may change some part of the tree."""
    return has_role(user, Role.FORCE_ADMIN) or has_role(user, Role.NATIONAL)


def may_change_place(user: User, place: Node) -> bool:
    """Units and teams are the force administrator's; all above them the national team's."""
    if place.kind in CHANGED_BY_FORCE:
        return has_role(user, Role.FORCE_ADMIN, within=place)
    if place.kind == NodeKind.NATION:
        return False
    return has_role(user, Role.NATIONAL, within=place)


def may_add_place_below(user: User, parent: Node) -> bool:
    """Whoever may change the new place may add it."""
    if parent.kind in {NodeKind.FORCE, NodeKind.UNIT}:
        return has_role(user, Role.FORCE_ADMIN, within=parent)
    if parent.kind in {NodeKind.NATION, NodeKind.REGION}:
        return has_role(user, Role.NATIONAL, within=parent)
    return False


def may_grant_role(actor: User, person: User, role: Role, scope: Node) -> bool:
    """Nobody to themselves; national roles by the national team; the rest inside one force.

    There by its administrator, but supporters also by the coordinator of peer support.
    """
    if actor.pk == person.pk or not person.is_active:
        return False
    if is_national(scope):
        return has_role(actor, Role.NATIONAL, within=scope)
    if not _works_within(person, scope):
        return False
    return _keeps_role_in_force(actor, role, scope)


def may_revoke_role(actor: User, grant: RoleGrant) -> bool:
    """Whoever could have given the role may take it away, also from themselves."""
    if is_national(grant.scope):
        return has_role(actor, Role.NATIONAL, within=grant.scope)
    return _keeps_role_in_force(actor, Role(grant.role), grant.scope)


def _keeps_role_in_force(actor: User, role: Role, scope: Node) -> bool:
    """Whether the actor gives and takes this role over this place inside a force."""
    if role in GIVEN_BY_NATIONAL_IN_A_FORCE and has_role(actor, Role.NATIONAL, within=scope):
        return True
    if role in GIVEN_BY_COORDINATOR and has_role(actor, Role.PEER_COORDINATOR, within=scope):
        return True
    return has_role(actor, Role.FORCE_ADMIN, within=scope)


def _works_within(person: User, scope: Node) -> bool:
    """Whether the person belongs, now or soon, to the force that the place is part of."""
    return (
        Membership.objects.not_ended(timezone.localdate())
        .filter(person=person, force__in=Node.objects.above(scope.path))
        .exists()
    )
