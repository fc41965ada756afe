"""Which pages a role can look at in the matrix's world, with the pages of the CMS."""

from collections.abc import Callable, Iterator

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.policies.matrix import RULES
from tests.policies.rules import Arguments, Rule, no_arguments
from tests.policies.world import World
from tests.support.looking import CMS_PAGES, NEW_EACH_TIME, Seen, look

Visits = dict[str, tuple[Client, list[tuple[str, str]]]]


def ask(
    client: Client, method: str, name: str, arguments: Callable[[], Arguments]
) -> HttpResponseBase:
    """Send one request and take back all that it changed: the next finds the same world."""
    with transaction.atomic():
        answer: HttpResponseBase = getattr(client, method)(reverse(name, kwargs=arguments()))
        transaction.set_rollback(True)
    return answer


def addresses_for(world: World, role: str, person: User | None = None) -> list[tuple[str, str]]:
    """Every address of the site that the role gets into, by name, and those of the CMS.

    person: somebody else than the world's own one in that role.

    But for offers, pairs and concerns: nobody has two of them at once, as a walk would need, and
    tests/peer_support/keeping/test_invisible.py asks for each of those by itself.
    """
    who = person or world.people[role]
    found = [
        (name, reverse(name, kwargs=rule.own(world, who)))
        for name, rule in _rules()
        if role in rule.allowed and name not in NEW_EACH_TIME
    ]
    return [*found, *((page, page) for page in CMS_PAGES)]


def enter_the_cms(visits: Visits) -> None:
    """Let what the first entry makes, such as the section of a force, be there before anyone looks.

    A look takes back what it changed, and would make it under another key each time.
    """
    for client, _addresses in visits.values():
        client.get("/cms/")


def everything_seen(visits: Visits) -> dict[tuple[str, str], Seen]:
    """What each watcher finds on each page."""
    return {
        (role, name): look(client, address)
        for role, (client, addresses) in visits.items()
        for name, address in addresses
    }


def _rules() -> Iterator[tuple[str, Rule]]:
    for name, rule in sorted(RULES.items()):
        if not name.startswith("peer_support:") or rule.own is no_arguments:
            yield name, rule
