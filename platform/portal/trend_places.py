"""The places whose trends a person may look at: one of them, or all in a list."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import User
from organisation.models import Node
from wellbeing.policies import may_see_trends, may_write_trend_notes
from wellbeing.selectors.trends import places_with_trends


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place in the list, with the name of the one that it belongs to."""

    place: Node
    within: str


@dataclass(frozen=True, slots=True)
class PlaceList:
    """Own: those that the person looks after. Others: those above, or what the nation's team sees.

    Both in the order of the tree: a list by any figure would be a ranking.
    """

    own: tuple[ListedPlace, ...]
    others: tuple[ListedPlace, ...]


def trend_place(user: User, slug: str) -> Node:
    """Return the place; 403 without any right to trends, 404 for what is not the person's."""
    if not may_see_trends(user):
        raise PermissionDenied
    place = places_with_trends(user).filter(slug=slug).first()
    if place is None:
        raise Http404
    return place


def place_list(user: User) -> PlaceList:
    """Return every place that the person may look at, in one query."""
    places = list(places_with_trends(user))
    names = {place.path: place.name for place in places}
    own: list[ListedPlace] = []
    others: list[ListedPlace] = []
    for place in places:
        listed = ListedPlace(place, names.get(place.path[: -Node.steplen], ""))
        (own if may_write_trend_notes(user, place) else others).append(listed)
    return PlaceList(tuple(own), tuple(others))
