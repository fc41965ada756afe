"""The part of the matrix about what a page was before."""

from accounts.models import User
from tests.factories.cms import GuidancePageFactory, publish
from tests.policies.rules import Arguments, Rule
from tests.policies.world import NOBODYS, World


def public_page(world: World, person: User) -> Arguments:
    """A page for everyone, CPS partners too."""
    return {"page_id": publish(GuidancePageFactory(public=True)).translation_key}


def withdrawn(world: World) -> Arguments:
    """A page that is no longer live is missing for everyone."""
    page = publish(GuidancePageFactory())
    page.unpublish()
    return {"page_id": page.translation_key}


def _numbered(arguments: Arguments) -> Arguments:
    return arguments | {"number": 1}


MISSING: Arguments = {"page_id": NOBODYS}

TYPES_RULES: dict[str, Rule] = {
    "page_history": Rule(own=public_page, foreign=withdrawn, missing=MISSING),
    "page_changes": Rule(
        own=lambda world, person: _numbered(public_page(world, person)),
        foreign=lambda world: _numbered(withdrawn(world)),
        missing=_numbered(MISSING),
    ),
}
