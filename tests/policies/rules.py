"""Who may open which address, written down once; test_matrix.py holds the site to it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.models import User
from organisation.models import Role
from tests.policies.world import OFFICER, SUPERUSER, World

Arguments = dict[str, object]
EVERYONE = frozenset({*(role.value for role in Role), OFFICER, SUPERUSER})


def no_arguments(world: World, person: User) -> Arguments:
    """For an address that names nothing."""
    return {}


@dataclass(frozen=True)
class Rule:
    """One address.

    allowed: the roles that get in; everyone else is answered with refusal.
    exceptions: what a role is answered that is refused in another way.
    empty_form: what those who get in are answered to a form without any field, if it is 404.
    own: the arguments that name a thing of the person's own force, or of their own.
    foreign, missing: the same for a thing of another force or person, and for none at all; both
    must look exactly alike to everybody.
    """

    allowed: frozenset[str] = EVERYONE
    refusal: int = 403
    exceptions: dict[str, int] = field(default_factory=dict)
    empty_form: int | None = None
    own: Callable[[World, User], Arguments] = no_arguments
    foreign: Callable[[World], Arguments] | None = None
    missing: Arguments | None = None


def only(*roles: Role) -> frozenset[str]:
    """The given roles and nobody else."""
    return frozenset(role.value for role in roles)
