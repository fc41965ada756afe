"""Who may do what, as far as it depends on a role and its reach."""

from accounts.models import User
from organisation.models import Node, Role
from organisation.selectors import LINE_ROLES, roles_of


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
