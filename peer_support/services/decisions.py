"""Keeps what was decided about a supporter: the reason sealed, the fact of it in the log."""

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from core.events import record_event
from organisation.selectors import force_id_of
from peer_support.models import Supporter, SupporterDecision


def keep_decision(
    *,
    actor: User,
    supporter: Supporter,
    kind: SupporterDecision.Kind,
    panel: str,
    reason: str,
    now: datetime,
) -> SupporterDecision:
    """Keep a decision inside the caller's transaction; neither panel nor reason is logged."""
    record_event(
        actor=actor,
        action=f"peer_support.supporter_{kind.value}",
        force_id=force_id_of(supporter.person),
        target=f"peer_support.supporter:{supporter.public_id}",
    )
    return SupporterDecision.objects.create(
        supporter=supporter,
        kind=kind,
        panel=panel,
        reason=reason,
        decided_on=timezone.localdate(now),
        recorded_by=actor,
    )
