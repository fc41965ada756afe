"""The part of the matrix about reading changed pages again."""

from accounts.models import User
from cms.models import GuidancePage
from organisation.models import Role
from tests.factories.cms import GuidancePageFactory
from tests.policies.rules import EVERYONE, Arguments, Rule
from tests.policies.world import NOBODYS, SUPERUSER, World


def open_page(world: World, person: User) -> Arguments:
    """A page that everyone in post reads; nobody is asked anything about it."""
    found = GuidancePage.objects.filter(slug="matrix").first() or GuidancePageFactory(slug="matrix")
    return {"page_id": found.translation_key}


def hidden_page(world: World) -> Arguments:
    return {"page_id": world.hidden_module.translation_key}


CONFIRMING_RULES: dict[str, Rule] = {
    # A page that a person may not read is not there, and so has nothing to confirm.
    "learning:confirm": Rule(
        allowed=EVERYONE - {SUPERUSER, Role.CPS_PARTNER.value},
        refusal=404,
        own=open_page,
        foreign=hidden_page,
        missing={"page_id": NOBODYS},
    ),
}
