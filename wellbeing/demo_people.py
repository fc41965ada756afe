"""Who comes, goes and moves in the demo's months, and how its places change; by the services."""

from datetime import date
from random import Random
from typing import Final

from django.utils.text import slugify

from accounts.models import User
from organisation.models import Membership, Node, NodeKind, Rank, RassoRole, Role
from organisation.services.leaving import leave_force
from organisation.services.membership import Post, change_post, join_force
from organisation.services.roles import appoint
from organisation.services.tree import add_place, merge_place, move_place
from wellbeing.demo_content import (
    JOINERS,
    LEAVERS,
    MERGERS,
    SEED,
    SPLITS,
    TRANSFERS,
    Joiner,
    Leaver,
    Merger,
    Split,
    Transfer,
)

FIRST_NUMBER: Final = 8001
CONSTABLE: Final = "DC"
# Days of the month: late enough that some have answered in their old team before.
JOINS_ON: Final = 6
MOVES_ON: Final = 16
LEAVES_ON: Final = 20


def change_organisation(month: int, period: date) -> None:
    """Let happen what the story tells of this month, places first."""
    for merger in (each for each in MERGERS if each.month == month):
        _merge(merger, period)
    for split in (each for each in SPLITS if each.month == month):
        _split(split, period)
    for joiner in (each for each in JOINERS if each.month == month):
        _join(joiner, period.replace(day=JOINS_ON))
    for transfer in (each for each in TRANSFERS if each.month == month):
        _transfer(transfer, period.replace(day=MOVES_ON))
    for leaver in (each for each in LEAVERS if each.month == month):
        _leave(leaver, period.replace(day=LEAVES_ON))


def _merge(merger: Merger, day: date) -> None:
    merge_place(node=team(merger.team), into=team(merger.into), effective_on=day, actor=None)


def _split(split: Split, day: date) -> None:
    """Open the new unit under the manager of the old one, and move the team there."""
    moving = team(split.team)
    old = moving.get_parent()
    unit = add_place(parent=old.get_parent(), name=split.unit, opened_on=day, actor=None)
    manager = Membership.objects.current(day).filter(node=old, rasso_role=RassoRole.SIO)
    appoint(person=manager.earliest("pk").person, role=Role.MANAGER, scope=unit, starts_on=day)
    move_place(node=moving, parent=unit, effective_on=day, actor=None)


def _join(joiner: Joiner, day: date) -> None:
    place = team(joiner.team)
    number = FIRST_NUMBER + JOINERS.index(joiner)
    names = {"first_name": joiner.first_name, "last_name": joiner.last_name}
    email = ".".join(slugify(name) for name in names.values())
    person = User.objects.create_user(f"{email}@joined.example", None, **names)
    rank = Rank.objects.get(short=CONSTABLE)
    post = Post(place, rank, RassoRole.INVESTIGATOR, str(number), _supervisor_of(place, day))
    join_force(actor=None, person=person, post=post, started_on=day)


def _transfer(transfer: Transfer, day: date) -> None:
    held = _somebody_in(transfer.team, transfer.month, day)
    place = team(transfer.to)
    manager = _supervisor_of(place, day)
    post = Post(place, held.rank, RassoRole(held.rasso_role), held.service_number, manager)
    if held.node.path[: len(held.force.path)] == place.path[: len(held.force.path)]:
        change_post(actor=None, person=held.person, post=post, effective_on=day)
        return
    leave_force(actor=None, person=held.person, ended_on=day)
    join_force(actor=None, person=held.person, post=post, started_on=day)


def _leave(leaver: Leaver, day: date) -> None:
    held = _somebody_in(leaver.team, leaver.month, day)
    leave_force(actor=None, person=held.person, ended_on=day)


def _somebody_in(name: str, month: int, day: date) -> Membership:
    """Return a constable of the team; the same one in every demo."""
    held = (
        Membership.objects.current(day)
        .filter(node=team(name), rank__short=CONSTABLE, started_on__lt=day.replace(day=1))
        .exclude(rasso_role=RassoRole.SUPERVISOR)
        .select_related("person", "node", "force", "rank")
        .order_by("person__email")
    )
    chance = Random(f"{SEED} {name} {month}")  # noqa: S311 -- a story, not a secret
    return chance.choice(list(held))


def _supervisor_of(place: Node, day: date) -> User:
    lead = Membership.objects.current(day).filter(node=place, rasso_role=RassoRole.SUPERVISOR)
    return lead.select_related("person").earliest("pk").person


def team(name: str) -> Node:
    """Return the team of that name; the story names none that two forces have."""
    return Node.objects.still_open().get(name=name, kind=NodeKind.TEAM)
