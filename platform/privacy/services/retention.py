"""Removes what has been kept long enough, and says how much it was."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from core.events import record_event
from core.retention import RetentionRule
from privacy.exceptions import RetentionOutOfBoundsError
from privacy.models import RetentionOverride, RetentionRun
from privacy.retention_rules import find_rule, keep_for

BATCH = 1_000


def purge_rule(*, code: str, now: datetime) -> int:
    """Remove what one rule says, a batch a transaction; return how many rows went.

    The number stays out of the record where it would tell about people.
    """
    rule = find_rule(code)
    cut_off = now - keep_for(rule)
    removed = 0
    while count := _purge_batch(rule, cut_off):
        removed += count
    noted = removed if rule.is_counted else 0
    RetentionRun.objects.create(code=code, ran_at=now, cut_off=cut_off, removed=noted)
    return removed


@transaction.atomic
def set_retention(*, actor: User, code: str, keep_days: int, now: datetime) -> None:
    """Choose a length for one rule; the nightly task follows it from then on.

    Raises RetentionOutOfBoundsError outside what the rule allows.
    """
    rule = find_rule(code)
    if not rule.least <= timedelta(days=keep_days) <= rule.most:
        raise RetentionOutOfBoundsError(rule.least.days, rule.most.days)
    RetentionOverride.objects.update_or_create(
        code=code, defaults={"keep_days": keep_days, "set_by": actor, "set_at": now}
    )
    record_event(
        actor=actor,
        action="privacy.retention_set",
        force_id=None,
        details={
            "code": code,
            "keep_days": keep_days,
            "declared_days": rule.keep_for // timedelta(days=1),
        },
    )


@transaction.atomic
def _purge_batch(rule: RetentionRule, cut_off: datetime) -> int:
    return rule.purge(cut_off, BATCH)
