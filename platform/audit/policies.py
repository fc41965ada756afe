"""Who may read the audit log."""

from accounts.models import User
from organisation.models import Role
from organisation.policies import has_role


def may_read_log(user: User) -> bool:
    """Data protection officers, each over the force that they hold the role in."""
    return has_role(user, Role.DPO)
