"""A person's own list of people who are never to be their supporter, and whom it can name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from organisation.models import Membership
from organisation.selectors import force_of
from peer_support.models import Bar

# What people name by themselves, and may take off again. The other kinds come from an offer or a
# pair, where the person behind an alias stays unknown: this list must not tell who it was.
NAMED_KINDS = (Bar.Kind.EXCLUDED, Bar.Kind.RELATION, Bar.Kind.INVESTIGATION)
MOST_FOUND = 10
SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """One line of the list."""

    bar: Bar
    person: User


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Who was found by name: at most ten posts, and whether there are more."""

    posts: tuple[Membership, ...]
    are_more: bool


def own_list(person: User) -> list[NamedPerson]:
    """Return whom the person named, in the order of the naming; without those who have gone."""
    bars = list(Bar.objects.named_by(person).filter(kind__in=NAMED_KINDS))
    people = User.objects.in_bulk([int(bar.other) for bar in bars])
    return [NamedPerson(bar, people[int(bar.other)]) for bar in bars if int(bar.other) in people]


def own_bar(person: User, bar_id: UUID) -> Bar | None:
    """Return one line of the person's own list."""
    return Bar.objects.named_by(person).filter(kind__in=NAMED_KINDS, public_id=bar_id).first()


def colleagues_called(person: User, name: str, on: date) -> Colleagues:
    """Return who in the person's own force has a name that begins like each word typed."""
    words = name.split()
    force = force_of(person, on)
    if force is None or not words:
        return Colleagues((), are_more=False)
    posts = _posts_in(force.pk, on).exclude(person=person).filter(reduce(and_, _names(words)))
    found = list(posts.order_by("person__last_name", "person__first_name")[: MOST_FOUND + 1])
    return Colleagues(tuple(found[:MOST_FOUND]), are_more=len(found) > MOST_FOUND)


def colleague(person: User, public_id: UUID) -> User | None:
    """Return somebody of the person's own force."""
    today = timezone.localdate()
    force = force_of(person, today)
    if force is None:
        return None
    post = _posts_in(force.pk, today).filter(person__public_id=public_id).first()
    return post.person if post else None


def person_at(email: str) -> User | None:
    """Return whose work email address this is, in whichever force."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def _posts_in(force_id: int, on: date) -> QuerySet[Membership]:
    posts = Membership.objects.current(on).filter(force_id=force_id, person__is_active=True)
    return posts.select_related("person", "node", "rank")


def _names(words: Iterable[str]) -> Iterable[Q]:
    for word in words:
        yield (
            Q(person__first_name__istartswith=word)
            | Q(person__last_name__istartswith=word)
            | Q(person__last_name__icontains=f" {word}")
        )
