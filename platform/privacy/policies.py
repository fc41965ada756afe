"""Who may oversee requests, and who may choose how long things are kept."""

from accounts.models import User
from organisation.models import Role
from organisation.policies import has_role


def may_oversee_requests(user: User) -> bool:
    """Data protection officers, each over the force that they hold the role in."""
    return has_role(user, Role.DPO)


def may_set_retention(user: User) -> bool:
    """The national team: one length holds for every force."""
    return has_role(user, Role.NATIONAL)
