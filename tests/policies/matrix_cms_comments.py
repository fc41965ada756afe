"""The part of the matrix about comments on pages and saved pages."""

from accounts.models import User
from cms.models import BasePage
from organisation.models import Role
from tests.factories.cms import GuidancePageFactory
from tests.factories.comments import colleague, comment_on, force_editor, withdraw_from
from tests.factories.organisation import person_in
from tests.policies.rules import EVERYONE, Arguments, Rule
from tests.policies.world import NOBODYS, SUPERUSER, World


def open_page(world: World, person: User) -> Arguments:
    return {"page_id": GuidancePageFactory().translation_key}


def foreign_page(world: World) -> Arguments:
    return {"page_id": _page_of_foreign_force(world).translation_key}


def _page_of_foreign_force(world: World) -> BasePage:
    page: BasePage = GuidancePageFactory(force=world.foreign.force)
    return page


def colleagues_comment(world: World, person: User) -> Arguments:
    comment = comment_on(GuidancePageFactory())
    return {"page_id": comment.page.translation_key, "comment_id": comment.public_id}


def comment_elsewhere(world: World) -> Arguments:
    comment = comment_on(_page_of_foreign_force(world), person_in(world.foreign.team))
    return {"page_id": comment.page.translation_key, "comment_id": comment.public_id}


def own_comment(world: World, person: User) -> Arguments:
    """A comment that the person wrote, if they could."""
    writes = person.memberships.exists() and person != world.people[Role.CPS_PARTNER]
    comment = comment_on(GuidancePageFactory(), person if writes else None)
    return {"comment_id": comment.public_id}


def foreign_comment(world: World) -> Arguments:
    return own_comment(world, colleague())


def own_withdrawal(world: World, person: User) -> Arguments:
    """From the pages of one force alone: whoever is visited next still writes on the others."""
    writes = person.memberships.exists() and person != world.people[Role.CPS_PARTNER]
    author = person if writes else colleague()
    force = author.memberships.latest("started_on").force
    comment = comment_on(GuidancePageFactory(force=force), author)
    return {"withdrawal_id": withdraw_from(comment, force_editor(force)).public_id}


def foreign_withdrawal(world: World) -> Arguments:
    return own_withdrawal(world, colleague())


# Whoever runs the CMS has no post, and a CPS partner is a guest: neither finds comments.
COLLEAGUES = EVERYONE - {SUPERUSER, Role.CPS_PARTNER.value}
MISSING_PAGE: Arguments = {"page_id": NOBODYS}
MISSING_COMMENT: Arguments = {"page_id": NOBODYS, "comment_id": NOBODYS}
PART_OF_PAGE = Rule(
    allowed=COLLEAGUES,
    refusal=404,
    own=colleagues_comment,
    foreign=comment_elsewhere,
    missing=MISSING_COMMENT,
)
OWN_COMMENT = Rule(
    allowed=COLLEAGUES,
    refusal=404,
    own=own_comment,
    foreign=foreign_comment,
    missing={"comment_id": NOBODYS},
)

COMMENT_RULES: dict[str, Rule] = {
    "page_comments": Rule(
        allowed=COLLEAGUES,
        refusal=404,
        own=open_page,
        foreign=foreign_page,
        missing=MISSING_PAGE,
    ),
    "reply_to_comment": PART_OF_PAGE,
    "report_comment": PART_OF_PAGE,
    "own_comments": Rule(),
    "edit_comment": OWN_COMMENT,
    "remove_comment": OWN_COMMENT,
    "appeal_withdrawal": Rule(
        allowed=COLLEAGUES,
        refusal=404,
        own=own_withdrawal,
        foreign=foreign_withdrawal,
        missing={"withdrawal_id": NOBODYS},
    ),
    # A page that is not shared with the CPS is not there for them, nor for whoever has no post.
    "page_bookmark": Rule(
        allowed=COLLEAGUES,
        refusal=404,
        own=open_page,
        foreign=foreign_page,
        missing=MISSING_PAGE,
    ),
    "bookmarks": Rule(),
}
