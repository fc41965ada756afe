"""The part of the matrix about supporters: their own pages and those of their coordinator."""

from django.utils import timezone

from accounts.models import User
from organisation.models import Role
from peer_support.models import Supporter
from tests.factories.peer_support import ask_support, make_supporter, offer_to
from tests.policies.rules import EVERYONE, Arguments, Rule, only
from tests.policies.world import NOBODYS, SUPERUSER, World


def own_offer(world: World, person: User) -> Arguments:
    """An offer made to the person, if they work somewhere and so can be a supporter."""
    return _offer_to(person if person.memberships.exists() else world.home.colleague)


def colleagues_offer(world: World) -> Arguments:
    return _offer_to(world.home.colleague)


def home_supporter(world: World, person: User) -> Arguments:
    return {"supporter_id": _supporter(world.home.colleague).public_id}


def foreign_supporter(world: World) -> Arguments:
    return {"supporter_id": _supporter(world.foreign.colleague).public_id}


def _offer_to(person: User) -> Arguments:
    now = timezone.now()
    return {"offer_id": offer_to(_supporter(person), ask_support(now=now), now=now).public_id}


def _supporter(person: User) -> Supporter:
    found: Supporter = Supporter.objects.filter(person=person).first() or make_supporter(person)
    return found


# Whoever runs the CMS works in no force, and so is never a supporter.
OFFER = Rule(
    allowed=EVERYONE - {SUPERUSER},
    refusal=404,
    own=own_offer,
    foreign=colleagues_offer,
    missing={"offer_id": NOBODYS},
)
COORDINATOR = only(Role.PEER_COORDINATOR)
# To everybody else there is no such supporter, nor any other.
SUPPORTER = Rule(
    allowed=COORDINATOR,
    refusal=404,
    own=home_supporter,
    foreign=foreign_supporter,
    missing={"supporter_id": NOBODYS},
)

SUPPORTING_RULES: dict[str, Rule] = {
    "peer_support:supporting": Rule(),
    "peer_support:apply": Rule(),
    "peer_support:profile": Rule(),
    "peer_support:pause": Rule(),
    "peer_support:resume": Rule(),
    "peer_support:leave": Rule(),
    "peer_support:offer": OFFER,
    "peer_support:check_for_conflict": OFFER,
    "peer_support:accept_offer": OFFER,
    "peer_support:decline_offer": OFFER,
    "peer_support:say_known": OFFER,
    "peer_support:supporters": Rule(allowed=COORDINATOR),
    "peer_support:supporter": SUPPORTER,
    "peer_support:decide_application": SUPPORTER,
    "peer_support:record_supporter": SUPPORTER,
    "peer_support:deselect_supporter": SUPPORTER,
}
