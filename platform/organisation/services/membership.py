"""Who works where: people arrive and change posts, and every post they held stays on record."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.events import record_event
from organisation.exceptions import MembershipError
from organisation.models import Membership, Node, Rank, RassoRole
from organisation.services.locks import hold_tree, lock_people_of
from organisation.services.membership_checks import (
    force_above,
    latest_membership,
    require_administrator,
    require_can_join,
    require_no_loop,
    require_service_number,
)

NUMBER_TAKEN = gettext_lazy(
    "Somebody else in the force has this warrant or staff number at that time."
)


@dataclass(frozen=True)
class Post:
    """What a person does, where and under whom."""

    node: Node
    rank: Rank
    rasso_role: RassoRole
    service_number: str
    line_manager: User | None = None


@transaction.atomic
def join_force(*, actor: User | None, person: User, post: Post, started_on: date) -> Membership:
    """Let the person start in the force; an account that was closed when they left opens again."""
    force = force_above(post.node)
    require_administrator(actor, force)
    hold_tree()
    lock_people_of(force.pk)
    require_can_join(person, force)
    _require_possible(person, post, force, started_on)
    User.objects.filter(pk=person.pk, is_active=False).update(is_active=True)
    membership = Membership(person=person, force=force, started_on=started_on, **_fields(post))
    _save(membership)
    _record("organisation.joined", actor, membership)
    return membership


@transaction.atomic
def change_post(*, actor: User | None, person: User, post: Post, effective_on: date) -> Membership:
    """End the post that the person has and begin another on the day; within one force."""
    force = force_above(post.node)
    require_administrator(actor, force)
    hold_tree()
    lock_people_of(force.pk)
    current = latest_membership(person, force)
    _require_possible(person, post, force, effective_on)
    changed = _replace(current, post, effective_on)
    _record("organisation.post_changed", actor, changed)
    return changed


def _replace(current: Membership, post: Post, effective_on: date) -> Membership:
    if effective_on < current.started_on:
        raise MembershipError(
            _("The date is before the person’s present post began, on %(day)s.")
            % {"day": current.started_on.isoformat()}
        )
    if effective_on == current.started_on:
        for name, value in _fields(post).items():
            setattr(current, name, value)
        _save(current)
        return current
    changed = current.copy(started_on=effective_on)
    for name, value in _fields(post).items():
        setattr(changed, name, value)
    current.ended_on = effective_on
    _save(current)
    _save(changed)
    return changed


def _require_possible(person: User, post: Post, force: Node, on: date) -> None:
    if not Node.objects.still_open().filter(pk=post.node.pk).exists():
        raise MembershipError(_("%(name)s is closed.") % {"name": post.node.name})
    require_service_number(post.service_number)
    if post.line_manager is not None:
        require_no_loop(person, post.line_manager, force, on)


def _fields(post: Post) -> dict[str, object]:
    return {
        "node": post.node,
        "rank": post.rank,
        "rasso_role": post.rasso_role,
        "service_number": post.service_number,
        "line_manager": post.line_manager,
    }


def _save(membership: Membership) -> None:
    """Save, and put into words what the database will not have."""
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as error:
        if "number_unique_in_force" in str(error):
            raise MembershipError(NUMBER_TAKEN) from error
        if "one_place_a_day" in str(error):
            raise MembershipError(_("The person has another post at that time.")) from error
        raise


def _record(action: str, actor: User | None, membership: Membership) -> None:
    record_event(
        actor=actor,
        action=action,
        force_id=membership.force_id,
        target=f"organisation.membership:{membership.public_id}",
        details={
            "person": str(membership.person.public_id),
            "place": membership.node.slug,
            "started_on": membership.started_on.isoformat(),
        },
    )
