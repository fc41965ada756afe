"""The part of the matrix about conversations: for the two of a pair, and nobody else."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from peer_support.models import Pairing
from peer_support.services.messages import send_message
from peer_support.services.pairings import end_pairing
from tests.factories.peer_support import make_supporter, pair
from tests.policies.rules import EVERYONE, Arguments, Rule
from tests.policies.world import NOBODYS, SUPERUSER, World


def own_talk(world: World, person: User) -> Arguments:
    """A conversation that the person asked for, if they have a force to ask in."""
    asking = person if person.memberships.exists() else world.home.colleague
    return _address(_pair_of(asking))


def colleagues_talk(world: World) -> Arguments:
    return _address(_pair_of(world.home.colleague))


def own_message(world: World, person: User) -> Arguments:
    asking = person if person.memberships.exists() else world.home.colleague
    return _written(_pair_of(asking), asking)


def colleagues_message(world: World) -> Arguments:
    return _written(_pair_of(world.home.colleague), world.home.colleague)


def own_ended_talk(world: World, person: User) -> Arguments:
    asking = person if person.memberships.exists() else world.home.colleague
    return _ended(_pair_of(asking), asking)


def colleagues_ended_talk(world: World) -> Arguments:
    return _ended(_pair_of(world.home.colleague), world.home.colleague)


def own_supported(world: World, person: User) -> Arguments:
    """A conversation in which the person listens, if they have a force."""
    listening = person if person.memberships.exists() else world.home.colleague
    supporter = make_supporter(listening)
    return _address(pair(None, supporter, now=_a_while_ago()))


def colleagues_supported(world: World) -> Arguments:
    return own_supported(world, world.home.colleague)


def _pair_of(person: User) -> Pairing:
    return pair(person, now=_a_while_ago())


def _address(pairing: Pairing) -> Arguments:
    return {"pairing_id": pairing.public_id}


def _written(pairing: Pairing, person: User) -> Arguments:
    message = send_message(
        person=person,
        pairing_id=pairing.public_id,
        text="Hello",
        token=uuid4(),
        now=timezone.now(),
    )
    return _address(pairing) | {"number": message.number}


def _ended(pairing: Pairing, person: User) -> Arguments:
    end_pairing(person=person, pairing_id=pairing.public_id, now=timezone.now())
    return _address(pairing)


def _a_while_ago() -> datetime:
    return timezone.now() - timedelta(hours=1)


# Whoever runs the CMS has no force and has asked nobody; their rights open nothing here.
MEMBERS = EVERYONE - {SUPERUSER}
NO_PAIR: Arguments = {"pairing_id": NOBODYS}
TALK = Rule(allowed=MEMBERS, refusal=404, own=own_talk, foreign=colleagues_talk, missing=NO_PAIR)
AFTER_THE_END = Rule(
    allowed=MEMBERS,
    refusal=404,
    own=own_ended_talk,
    foreign=colleagues_ended_talk,
    missing=NO_PAIR,
)
TALKING_RULES: dict[str, Rule] = {
    "peer_support:talk": TALK,
    "peer_support:send": TALK,
    "peer_support:after": TALK,
    "peer_support:delete_message": Rule(
        allowed=MEMBERS,
        refusal=404,
        own=own_message,
        foreign=colleagues_message,
        missing=NO_PAIR | {"number": 1},
    ),
    "peer_support:review": TALK,
    "peer_support:end": TALK,
    "peer_support:feedback": AFTER_THE_END,
    "peer_support:again": AFTER_THE_END,
    "peer_support:sessions": Rule(
        allowed=MEMBERS,
        refusal=404,
        own=own_supported,
        foreign=colleagues_supported,
        missing=NO_PAIR,
    ),
}
