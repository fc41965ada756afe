"""The end of being a supporter: by oneself, with the post, or by a decision with a reason.

Offers that wait are made to others. Conversations end, because nobody supervises them any more;
the other side is told that there is something new, and may ask again with the same answers.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from organisation.models import Role, RoleGrant
from organisation.querysets import RoleGrantQuerySet
from organisation.services.roles import end_roles
from peer_support.models import Pairing, Supporter, SupporterDecision
from peer_support.services.decisions import keep_decision
from peer_support.services.offers import withdraw_offers_of
from peer_support.services.one_by_one import settle_each
from peer_support.services.pairings import close_pairing
from peer_support.services.supporter_checks import (
    IN_TRAINING_OR_SERVING,
    SERVING,
    locked,
    locked_own,
    require_coordinator,
    require_state,
)
from peer_support.services.telling import tell

State = Supporter.State
GONE = (State.LEFT, State.DESELECTED)
LET_GO = ("state", "paused_until", "motivation", "lived", "lived_counts")


def leave_supporting(*, person: User, now: datetime, actor: User | None = None) -> bool:
    """Stop being a supporter, or take an application back; False if there was neither.

    actor: the person themselves, or nobody when their post has ended.
    """
    own = _leave(person, actor)
    if own is None:
        return False
    settle_what_is_open(supporter=own, now=now)
    return True


def deselect_supporter(
    *, actor: User, supporter: Supporter, panel: str, reason: str, now: datetime
) -> SupporterDecision:
    """End somebody's part as a supporter, with who decided it and why."""
    decision = _deselect(actor, supporter, panel, reason, now)
    settle_what_is_open(supporter=decision.supporter, now=now)
    return decision


def settle_what_is_open(*, supporter: Supporter, now: datetime) -> None:
    """Pass on every offer and end every pair, each in its own transaction; twice is once."""
    withdraw_offers_of(supporter=supporter, now=now)
    pairs = Pairing.objects.active().filter(supporter=supporter).order_by("pk")
    for pairing in pairs.select_related("request", "supporter__person"):
        close_pairing(pairing=pairing, now=now)


def end_pairs_of_those_who_left(*, now: datetime) -> int:
    """End the pairs that were left when one of the above was cut short; return how many."""
    left = Pairing.objects.active().filter(supporter__state__in=GONE).order_by("pk")
    pairs = left.select_related("request", "supporter__person")
    return settle_each(pairs, lambda pairing: close_pairing(pairing=pairing, now=now))


@transaction.atomic
def _leave(person: User, actor: User | None) -> Supporter | None:
    if not Supporter.objects.filter(person=person).exists():
        return None
    own = locked_own(person)
    if own.state not in IN_TRAINING_OR_SERVING:
        return None
    _let_go(own, State.LEFT)
    end_roles(grants=_roles_of(person), actor=actor)
    return own


@transaction.atomic
def _deselect(
    actor: User, supporter: Supporter, panel: str, reason: str, now: datetime
) -> SupporterDecision:
    found = locked(supporter)
    require_coordinator(actor, found)
    require_state(found, SERVING, _("This person is not a supporter now."))
    _let_go(found, State.DESELECTED)
    end_roles(grants=_roles_of(found.person), actor=actor)
    tell(found.person)
    return keep_decision(
        actor=actor,
        supporter=found,
        kind=SupporterDecision.Kind.DESELECTED,
        panel=panel,
        reason=reason,
        now=now,
    )


def _let_go(supporter: Supporter, state: Supporter.State) -> None:
    """Set the state, and keep nothing of what was said in confidence."""
    supporter.state = state
    supporter.paused_until = None
    supporter.motivation = None
    supporter.lived, supporter.lived_counts = [], False
    supporter.save(update_fields=LET_GO)


def _roles_of(person: User) -> RoleGrantQuerySet:
    grants: RoleGrantQuerySet = RoleGrant.objects.not_revoked().filter(
        person=person, role=Role.PEER_SUPPORTER
    )
    return grants
