"""Supporters: applying, the panel's decision, and what they say of themselves.

Pauses (pauses.py) and the end of it (leaving.py) are called from here too.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from organisation.models import Role, RoleGrant
from organisation.services.locks import hold_tree
from organisation.services.roles import grant_role
from peer_support.exceptions import SupporterRefusedError
from peer_support.limits import FIRST_SUPERVISION_WITHIN
from peer_support.models import Supporter, SupporterDecision
from peer_support.profiles import Profile
from peer_support.refs import bar_ref_of
from peer_support.services.closing import coordinators_for
from peer_support.services.decisions import keep_decision
from peer_support.services.leaving import deselect_supporter, leave_supporting
from peer_support.services.locks import lock_people
from peer_support.services.pauses import pause_supporting, resume_supporting
from peer_support.services.supporter_checks import (
    IN_TRAINING_OR_SERVING,
    locked,
    locked_own,
    require_coordinator,
    require_known,
    require_may_support,
    require_state,
)
from peer_support.services.telling import tell

__all__ = [
    "apply_to_support",
    "change_profile",
    "decide_application",
    "deselect_supporter",
    "leave_supporting",
    "pause_supporting",
    "resume_supporting",
]

State = Supporter.State
Kind = SupporterDecision.Kind


@transaction.atomic
def apply_to_support(
    *, person: User, profile: Profile, motivation: str, now: datetime
) -> Supporter:
    """Apply, for the first time or again; nothing follows before a panel has decided.

    The coordinators are told that there is something new, as everybody is told everything here.
    """
    require_may_support(person)
    require_known(profile)
    lock_people(person.pk)
    rows = Supporter.objects.select_for_update().filter(person=person)
    supporter = rows.first() or Supporter(person=person)
    if supporter.pk and supporter.state in IN_TRAINING_OR_SERVING:
        raise SupporterRefusedError(_("You have applied already. There is nothing more to do."))
    profile.put_on(supporter)
    supporter.state = State.APPLIED
    supporter.bar_ref = bar_ref_of(person)
    supporter.motivation = motivation
    supporter.paused_until = None
    supporter.applied_on = timezone.localdate(now)
    supporter.save()
    for coordinator in coordinators_for(person, now):
        tell(coordinator)
    return supporter


@transaction.atomic
def decide_application(
    *, actor: User, supporter: Supporter, kind: str, panel: str, reason: str, now: datetime
) -> SupporterDecision:
    """Write down what the panel decided; whoever is taken on gets the role of a supporter.

    kind: SupporterDecision.Kind.TAKEN_ON or DECLINED.
    """
    if kind not in {Kind.TAKEN_ON, Kind.DECLINED}:
        raise SupporterRefusedError(_("Choose whether the person is taken on."))
    hold_tree()  # before any row is locked: giving the role needs it
    applied = locked(supporter)
    require_coordinator(actor, applied)
    require_state(
        applied, frozenset({State.APPLIED}), _("This application has been decided already.")
    )
    if kind == Kind.TAKEN_ON:
        _take_on(actor, applied, now)
    else:
        applied.state = State.DECLINED
        applied.motivation = None  # it has been read by those whom it was for
    applied.save(update_fields=["state", "supervision_due_on", "motivation"])
    tell(applied.person)
    return keep_decision(
        actor=actor, supporter=applied, kind=Kind(kind), panel=panel, reason=reason, now=now
    )


@transaction.atomic
def change_profile(*, person: User, profile: Profile, now: datetime) -> Supporter:
    """Keep what the person now says of themselves; never fewer places than are taken."""
    require_known(profile)
    own = locked_own(person)
    require_state(
        own, IN_TRAINING_OR_SERVING, _("You are not a supporter now. You can apply again.")
    )
    if profile.capacity < own.held:
        raise SupporterRefusedError(
            _(
                "You have %(held)d places taken now, by offers and by people you support. "
                "Choose %(held)d or more, or lower it when one of them has ended. "
                "Nothing has been changed."
            )
            % {"held": own.held}
        )
    own.save(update_fields=profile.put_on(own))
    return own


def _take_on(actor: User, applied: Supporter, now: datetime) -> None:
    force = require_may_support(applied.person)
    if applied.training_due_on is None:
        raise SupporterRefusedError(
            _("Record their training first: nobody is asked to support before they are trained.")
        )
    applied.state = State.ACTIVE
    today = timezone.localdate(now)
    if applied.supervision_due_on is None:
        applied.supervision_due_on = today + FIRST_SUPERVISION_WITHIN
    held = RoleGrant.objects.not_revoked().filter(
        person=applied.person, role=Role.PEER_SUPPORTER, scope=force
    )
    if not held.exclude(ends_on__lte=today).exists():
        grant_role(
            actor=actor,
            person=applied.person,
            role=Role.PEER_SUPPORTER,
            scope=force,
            starts_on=today,
        )
