"""The part of the matrix about coordinators and safeguarding leads of peer support."""

from django.utils import timezone

from accounts.models import User
from organisation.models import Role
from peer_support.models import BreakGlass, Concern
from peer_support.services.break_glass import ask_to_open, decide_opening
from peer_support.services.concerns import raise_concern
from tests.factories.organisation import person_in
from tests.factories.peer_support import make_supporter, pair
from tests.policies.rules import EVERYONE, Arguments, Rule, only
from tests.policies.world import NOBODYS, SUPERUSER, Place, World

COORDINATOR = Rule(allowed=only(Role.PEER_COORDINATOR))
LEADS = only(Role.SAFEGUARDING_LEAD)


def own_pair(world: World, person: User) -> Arguments:
    """A pair that the person asked for; somebody without a post has none."""
    asking = person if person.memberships.exists() else world.home.colleague
    return {"pairing_id": pair(asking, now=timezone.now()).public_id}


def colleagues_pair(world: World) -> Arguments:
    return own_pair(world, world.home.colleague)


def home_concern(world: World, person: User) -> Arguments:
    return {"concern_id": _concern_in(world.home).public_id}


def foreign_concern(world: World) -> Arguments:
    person_in(world.foreign.team, Role.SAFEGUARDING_LEAD)
    return {"concern_id": _concern_in(world.foreign).public_id}


def home_opening(world: World, person: User) -> Arguments:
    """Open to the lead of the home force, by another one's approval."""
    first = world.people[Role.SAFEGUARDING_LEAD]
    second = person_in(world.home.team, Role.SAFEGUARDING_LEAD)
    asked = _asked(_concern_in(world.home), first)
    decide_opening(person=second, opening_id=asked.public_id, approve=True, now=timezone.now())
    return {"opening_id": asked.public_id}


def waiting_opening(world: World, person: User) -> Arguments:
    """Asked by another lead of the home force: the first one decides."""
    second = person_in(world.home.team, Role.SAFEGUARDING_LEAD)
    return {"opening_id": _asked(_concern_in(world.home), second).public_id}


def foreign_opening(world: World) -> Arguments:
    first = person_in(world.foreign.team, Role.SAFEGUARDING_LEAD)
    person_in(world.foreign.team, Role.SAFEGUARDING_LEAD)
    return {"opening_id": _asked(_concern_in(world.foreign), first).public_id}


def _concern_in(place: Place) -> Concern:
    """Raised about a supporter who works there."""
    pairing = pair(None, make_supporter(team=place.team), now=timezone.now())
    return raise_concern(
        person=pairing.supporter.person,
        pairing_id=pairing.public_id,
        words="I am worried",
        message_numbers=(),
        now=timezone.now(),
    )


def _asked(concern: Concern, lead: User) -> BreakGlass:
    return ask_to_open(
        person=lead, concern_id=concern.public_id, reason="To find help", now=timezone.now()
    )


NO_PAIR: Arguments = {"pairing_id": NOBODYS}
NO_CONCERN: Arguments = {"concern_id": NOBODYS}
NO_OPENING: Arguments = {"opening_id": NOBODYS}
# To everybody but the safeguarding leads whom it comes to there is no such concern or opening.
CONCERN = Rule(
    allowed=LEADS, refusal=404, own=home_concern, foreign=foreign_concern, missing=NO_CONCERN
)
OPENING = Rule(
    allowed=LEADS, refusal=404, own=home_opening, foreign=foreign_opening, missing=NO_OPENING
)

COORDINATING_RULES: dict[str, Rule] = {
    "peer_support:coordination": COORDINATOR,
    "peer_support:coordination_preview": COORDINATOR,
    "peer_support:coordination_forecast": COORDINATOR,
    "peer_support:coordination_statistics": COORDINATOR,
    "peer_support:coordination_statistics_csv": COORDINATOR,
    "peer_support:concern": Rule(
        # Whoever runs the CMS has no post, and so has nobody to be paired with.
        allowed=EVERYONE - {SUPERUSER},
        refusal=404,
        own=own_pair,
        foreign=colleagues_pair,
        missing=NO_PAIR,
    ),
    "peer_support:safeguarding": Rule(allowed=LEADS),
    "peer_support:safeguarding_concern": CONCERN,
    "peer_support:close_concern": CONCERN,
    "peer_support:ask_to_open": CONCERN,
    "peer_support:opening": OPENING,
    "peer_support:decide_opening": Rule(
        allowed=LEADS,
        refusal=404,
        own=waiting_opening,
        foreign=foreign_opening,
        missing=NO_OPENING,
    ),
    "peer_support:read_opening": OPENING,
    "peer_support:opening_names": OPENING,
}
