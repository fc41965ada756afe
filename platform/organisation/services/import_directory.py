"""Reads a force into plain data for planning an import; a handful of queries at any size."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from accounts.models import User
from organisation.models import Membership, Node, Rank, RassoRole, RoleGrant
from organisation.people_files.directory import Directory, KnownPerson


def directory_of(force: Node, actor: User | None, emails: Iterable[str], on: date) -> Directory:
    """Return all that planning needs about the force and about the accounts of these addresses."""
    people = _people(force, on)
    asked = set(emails) - set(people)
    free, closed = _other_accounts(asked, on)
    places = list(Node.objects.within(force).still_open())
    ranks = list(Rank.objects.all())
    return Directory(
        today=on,
        actor=actor.email.lower() if actor else "",
        people=people,
        free=free,
        closed=closed,
        places=_by_name(places),
        place_names={place.pk: place.name for place in places},
        ranks=_ranks_by_name(ranks),
        rank_names={rank.pk: rank.name for rank in ranks},
        rasso_roles=_rasso_roles(),
        rasso_role_names={role.value: str(role.label) for role in RassoRole},
    )


def _people(force: Node, on: date) -> dict[str, KnownPerson]:
    """Those who work in the force or are about to; one with two posts has a change planned."""
    found: dict[str, KnownPerson] = {}
    posts = list(Membership.objects.not_ended(on).filter(force=force).order_by("started_on"))
    accounts = _accounts_of(posts)
    for post in posts:
        email, first_name, last_name = accounts[post.person_id]
        manager = accounts.get(post.line_manager_id, NOBODY)
        found[email] = KnownPerson(
            user_id=post.person_id,
            membership_id=post.pk,
            email=email,
            first_name=first_name,
            last_name=last_name,
            place_id=post.node_id,
            rank_id=post.rank_id,
            rasso_role=post.rasso_role,
            service_number=post.service_number,
            line_manager=manager.email,
            started_on=post.started_on,
            is_planned=email in found or post.ended_on is not None,
        )
    return found


class _Account(NamedTuple):
    email: str
    first_name: str
    last_name: str


NOBODY = _Account("", "", "")


def _accounts_of(posts: Iterable[Membership]) -> dict[int | None, _Account]:
    """The accounts of these people and of their managers, by key.

    Not by a join: just after thousands have joined, the database still believes that there are
    few, joins by comparing each with each, and takes half a minute.
    """
    keys = {post.person_id for post in posts} | {post.line_manager_id for post in posts}
    rows = User.objects.filter(pk__in=keys - {None}).values_list(
        "pk", "email", "first_name", "last_name"
    )
    return {key: _Account(email.lower(), first, last) for key, email, first, last in rows}


def _other_accounts(emails: set[str], on: date) -> tuple[dict[str, int], frozenset[str]]:
    """Accounts outside the force: those that it may take on, and those that it may not."""
    works = Membership.objects.not_ended(on).filter(person=OuterRef("pk"))
    has_rights = RoleGrant.objects.not_revoked().filter(person=OuterRef("pk"))
    accounts = (
        User.objects.annotate(
            folded=Lower("email"),
            taken=Q(is_superuser=True) | Q(is_staff=True) | Exists(works) | Exists(has_rights),
        )
        .filter(folded__in=emails)
        .values_list("folded", "pk", "taken")
    )
    free = {email: key for email, key, taken in accounts if not taken}
    return free, frozenset(email for email, _key, taken in accounts if taken)


def _by_name(places: Iterable[Node]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for place in places:
        found[place.name.casefold()].add(place.pk)
        found[place.slug.casefold()].add(place.pk)
    return {name: frozenset(keys) for name, keys in found.items()}


def _ranks_by_name(ranks: Iterable[Rank]) -> dict[str, int]:
    by_name = {rank.name.casefold(): rank.pk for rank in ranks}
    return by_name | {rank.short.casefold(): rank.pk for rank in ranks}


def _rasso_roles() -> dict[str, str]:
    by_label = {str(role.label).casefold(): role.value for role in RassoRole}
    return by_label | {role.value: role.value for role in RassoRole}
