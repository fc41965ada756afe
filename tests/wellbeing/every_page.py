"""Everybody who meets a page about wellbeing, and every such page that they may open.

The addresses come from the routes, so that a page which is added later is looked at too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, reverse
from django.utils import timezone

from accounts.models import User
from organisation.models import Node, NodeKind, Role
from portal.urls import urlpatterns as portal_urls
from tests.factories.disclosure import close_months
from tests.factories.organisation import TeamFactory, person_in, place_above
from tests.factories.wellbeing import ForceHelpFactory, ask_contact
from tests.wellbeing.own_years import years_of_check_ins
from wellbeing.contact_urls import CONTACT_PATTERNS
from wellbeing.models import TrendNote
from wellbeing.selectors.own_rows import open_notes
from wellbeing.urls import urlpatterns as own_urls

NOTE, REACH, MARK = "A hard month.", "07700 900 123", "New shift pattern"
# Files to take away, and forms without a page of their own.
NO_PAGE = {"answers_csv", "answers_json", "trend_figures"}
ONLY_SENT = {"set_reminders", "pause", "resume", "keep_history", "join_again"}
ONLY_SENT |= {"withdraw_contact_request", "finish_contact_request"}
RECEIVED = "contact_requests"
Values = dict[str, list[list[object]]]  # by route, what each of its addresses is made of


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of one person, and what stands on some of them that nobody else may read."""

    person: User
    addresses: tuple[str, ...]
    secrets: frozenset[str]


def parts_of_the_site() -> dict[str, Part]:
    """The officer's own pages, asking for contact, being asked, and the trends of a manager."""
    team: Node = TeamFactory(name="Night team")
    ForceHelpFactory(force=place_above(team, NodeKind.FORCE))
    coordinator = person_in(team, Role.PEER_COORDINATOR, first_name="Yasmin", last_name="Haddad")
    officer = person_in(team, first_name="Hannah", last_name="Okafor")
    manager = person_in(team, Role.MANAGER)
    ask_contact(officer, coordinator)
    years_of_check_ins(officer)
    mark = _published(team)
    values: Values = {
        "check_in_of": [["ons4"], ["phq4"]],
        "delete_note": [[open_notes(officer)[0].id]],
        **{key: [[team.slug]] for key in ("trend", "add_annotation", "add_heard_and_did")},
        "withdraw_trend_note": [[team.slug, mark.public_id]],
    }
    contact = {route.name for route in CONTACT_PATTERNS}
    own = [route for route in own_urls if route.name not in contact]
    trends = [route for route in portal_urls if str(route.pattern).startswith("wellbeing/")]
    asking = [route for route in CONTACT_PATTERNS if route.name != RECEIVED]
    asked = [route for route in CONTACT_PATTERNS if route.name == RECEIVED]
    parts = {
        "own": (officer, "wellbeing", own, NOTE),
        "asking": (officer, "wellbeing", asking, REACH),
        "asked": (coordinator, "wellbeing", asked, REACH),
        "trends": (manager, "portal", trends, MARK),
    }
    return {
        name: Part(person, tuple(_addresses(space, routes, values)), frozenset({secret}))
        for name, (person, space, routes, secret) in parts.items()
    }


def _published(team: Node) -> TrendNote:
    """Close some months, and mark one of them."""
    closed = close_months(team, 60, 61, 58, 62)
    return TrendNote.objects.create(
        place=team,
        period=closed[0].period,
        kind=TrendNote.Kind.ANNOTATION,
        text=MARK,
        created_at=timezone.now(),
    )


def _addresses(space: str, routes: list[URLPattern], values: Values) -> Iterator[str]:
    for route in routes:
        name = str(route.name)
        if name not in NO_PAGE | ONLY_SENT:
            for args in values.get(name, [[]]):
                yield reverse(f"{space}:{name}", args=args)
