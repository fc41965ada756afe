"""The part of the matrix about asking for support: one's own, and nobody else's."""

from django.utils import timezone

from accounts.models import User
from peer_support.models import Bar
from peer_support.services.bars import add_bar
from tests.policies.rules import Arguments, Rule
from tests.policies.world import NOBODYS, World


def own_line(world: World, person: User) -> Arguments:
    """Somebody whom the person has put on their list."""
    other = world.home.colleague if person != world.home.colleague else world.foreign.colleague
    bar = add_bar(person=person, other=other, kind=Bar.Kind.EXCLUDED, now=timezone.now())
    return {"public_id": bar.public_id}


def colleagues_line(world: World) -> Arguments:
    return own_line(world, world.home.colleague)


# To everybody alike, whatever their office: a supervisor, an administrator and the superuser
# reach their own request and list, and nobody else's.
OWN = Rule()

ASKING_RULES: dict[str, Rule] = {
    "peer_support:home": OWN,
    "peer_support:limits": OWN,
    "peer_support:ask": OWN,
    "peer_support:request": OWN,
    "peer_support:choose": Rule(own=lambda world, person: {"supporter_id": NOBODYS}),
    "peer_support:match": OWN,
    "peer_support:relax": OWN,
    "peer_support:withdraw": OWN,
    "peer_support:avoid": OWN,
    "peer_support:remove_bar": Rule(
        own=own_line, foreign=colleagues_line, missing={"public_id": NOBODYS}
    ),
    "peer_support:past": OWN,
    "peer_support:my_data": OWN,
    "peer_support:my_data_file": OWN,
}
