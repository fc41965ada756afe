"""The part of the matrix about asking to be contacted."""

from accounts.models import User
from organisation.models import Role
from tests.factories.wellbeing import ask_contact
from tests.policies.rules import Arguments, Rule, only
from tests.policies.world import NOBODYS, World


def own_request(world: World, person: User) -> Arguments:
    """A request that the person sent, if they have a force to send it in."""
    asking = person if person.memberships.exists() else world.home.colleague
    return {"public_id": ask_contact(asking).public_id}


def colleagues_request(world: World) -> Arguments:
    return {"public_id": ask_contact(world.home.colleague).public_id}


def sent_to_coordinator(world: World, person: User) -> Arguments:
    coordinator = world.people[Role.PEER_COORDINATOR]
    return {"public_id": ask_contact(world.home.colleague, coordinator).public_id}


def sent_elsewhere(world: World) -> Arguments:
    return {"public_id": ask_contact(world.foreign.colleague).public_id}


MISSING: Arguments = {"public_id": NOBODYS}
# To everyone who is not asked to get in touch there is no such page: not to a supervisor, not to
# an administrator, the data protection officer or a superuser.
RECEIVERS = only(Role.PEER_COORDINATOR)

CONTACT_RULES: dict[str, Rule] = {
    "wellbeing:ask_for_contact": Rule(),
    "wellbeing:my_contact_requests": Rule(),
    "wellbeing:withdraw_contact_request": Rule(
        own=own_request,
        foreign=colleagues_request,
        missing=MISSING,
        # Whoever runs the CMS has no force, and so has never asked anybody there.
        allowed=Rule().allowed - {"superuser"},
        refusal=404,
    ),
    "wellbeing:contact_requests": Rule(allowed=RECEIVERS, refusal=404),
    "wellbeing:finish_contact_request": Rule(
        allowed=RECEIVERS,
        refusal=404,
        own=sent_to_coordinator,
        foreign=sent_elsewhere,
        missing=MISSING,
    ),
}
