"""What each person finds in the header: main navigation and the account menu.

A link appears here only for those who may follow it; the page behind it decides again.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.policies import may_read_log
from cms.policies import may_enter_cms, reads_content
from organisation.policies import may_see_places, may_see_team_learning
from peer_support.policies import coordinates_peer_support, may_safeguard
from privacy.policies import may_oversee_requests
from wellbeing.policies import may_see_trends


@dataclass(frozen=True)
class Destination:
    """A place in the site: its words, its address or URL name, and who is offered it."""

    text: "str | Promise"
    target: str
    offered_to: Callable[[User], bool]


@dataclass(frozen=True)
class NavigationItem:
    """A link of the header as one person sees it on one page."""

    text: "str | Promise"
    href: str
    is_current: bool


def anyone(user: User) -> bool:
    """Whoever has signed in."""
    return user.is_authenticated


MAIN: tuple[Destination, ...] = (
    Destination(_("Home"), "/home/", anyone),
    Destination(_("Learning"), "/learning/", anyone),
    Destination(_("Guidance"), "/guidance/", reads_content),
    Destination(_("Wellbeing"), "wellbeing:home", anyone),
    Destination(_("Peer support"), "peer_support:home", anyone),
    Destination(_("Search"), "search", anyone),
    Destination(_("Team learning"), "/team/learning/", may_see_team_learning),
    Destination(_("Wellbeing trends"), "portal:trends", may_see_trends),
    Destination(_("Coordination"), "peer_support:coordination", coordinates_peer_support),
    Destination(_("Concerns"), "peer_support:safeguarding", may_safeguard),
    Destination(_("People and places"), "organisation:home", may_see_places),
    Destination(_("Audit log"), "audit:log", may_read_log),
    Destination(_("Data requests"), "privacy:requests", may_oversee_requests),
)

ACCOUNT: tuple[Destination, ...] = (
    Destination(_("Your learning record"), "/my/learning/", anyone),
    Destination(_("Your saved pages"), "bookmarks", anyone),
    Destination(_("Your comments"), "own_comments", reads_content),
    Destination(_("Notifications"), "notifications:list", anyone),
    Destination(_("Edit content"), "/cms/", may_enter_cms),
    Destination(_("Password and sign-in"), "accounts_home", anyone),
    Destination(_("Your data"), "privacy:my_data", anyone),
)


def _address(target: str) -> str:
    """The address itself, or the one that the URL name stands for."""
    return target if target.startswith("/") else reverse(target)


def items_for(user: User, path: str, among: tuple[Destination, ...]) -> list[NavigationItem]:
    """The links that this person is offered, in order; path marks the section they are in."""
    offered = [(place.text, _address(place.target)) for place in among if place.offered_to(user)]
    # Trends lie within wellbeing: the longest address that fits is the section.
    current = max((href for _text, href in offered if path.startswith(href)), key=len, default="")
    return [NavigationItem(text, href, href == current) for text, href in offered]
