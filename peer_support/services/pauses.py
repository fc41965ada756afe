"""Pauses of supporters: nobody asks why, and nothing that waits for them is lost."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.exceptions import SupporterRefusedError
from peer_support.models import Supporter
from peer_support.services.offers import withdraw_offers_of
from peer_support.services.supporter_checks import (
    SERVING,
    locked_own,
    require_may_support,
    require_state,
)

State = Supporter.State


def pause_supporting(*, person: User, now: datetime, until: date | None = None) -> None:
    """Get no more offers, for good or until a day; those that wait are made to others at once.

    In two steps, because each offer that moves on locks other people: should the second fail, the
    offers run out in their own time, and pausing again moves them on.
    """
    if until is not None and until <= timezone.localdate(now):
        raise SupporterRefusedError(_("Choose a day to come, or none at all."))
    supporter = _set_aside(person, until)
    withdraw_offers_of(supporter=supporter, now=now)


@transaction.atomic
def resume_supporting(*, person: User, now: datetime) -> None:
    """Be asked again; twice is once."""
    require_may_support(person)
    own = locked_own(person)
    require_state(own, SERVING, _("You are not a supporter now. You can apply again."))
    own.state = State.ACTIVE
    own.paused_until = None
    own.save(update_fields=["state", "paused_until"])


def end_pauses(*, now: datetime) -> int:
    """Let those be asked again whose day has come; return how many."""
    over = Supporter.objects.filter(
        state=State.PAUSED, paused_until__lte=timezone.localdate(now), person__is_active=True
    )
    return over.update(state=State.ACTIVE, paused_until=None)


@transaction.atomic
def _set_aside(person: User, until: date | None) -> Supporter:
    own = locked_own(person)
    require_state(own, SERVING, _("You are not a supporter now. There is nothing to pause."))
    own.state = State.PAUSED
    own.paused_until = until
    own.save(update_fields=["state", "paused_until"])
    return own
