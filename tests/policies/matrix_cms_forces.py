"""The part of the matrix about practice that forces offer."""

from accounts.models import User
from organisation.models import Role
from tests.factories.forces import offer_example
from tests.policies.rules import Arguments, Rule, only
from tests.policies.world import NOBODYS, World

# Nobody in the matrix writes for the nation: these are the editor and the approver of a force.
WRITERS = only(Role.EDITOR, Role.APPROVER)
NOBODY: frozenset[str] = frozenset()
# They see their offer, and may not decide about it themselves.
OWN_REFUSED = {Role.EDITOR.value: 403, Role.APPROVER.value: 403}


def own_offer(world: World, person: User) -> Arguments:
    """An offer of the home force."""
    return {"offer_id": offer_example(world.home.force, person).public_id}


def foreign_offer(world: World) -> Arguments:
    return {"offer_id": offer_example(world.foreign.force, world.foreign.colleague).public_id}


MISSING: Arguments = {"offer_id": NOBODYS}
AN_OFFER = Rule(allowed=WRITERS, refusal=404, own=own_offer, foreign=foreign_offer, missing=MISSING)
# An offer of another force is missing to them; tests/cms/forces/test_practice_offers.py holds that.
DECIDED_NATIONALLY = Rule(allowed=NOBODY, refusal=404, exceptions=OWN_REFUSED, own=own_offer)

FORCES_RULES: dict[str, Rule] = {
    "practice_offers": Rule(allowed=WRITERS),
    "practice_offer": Rule(allowed=WRITERS),
    "practice_offer_detail": AN_OFFER,
    "practice_withdraw": AN_OFFER,
    "practice_adopt": DECIDED_NATIONALLY,
    "practice_decline": DECIDED_NATIONALLY,
}
