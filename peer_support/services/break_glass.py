"""Opening a conversation because of a concern: asked by one, allowed by another, for an hour.

Each step and each view is an event in the log of the force. The events name the opening alone:
neither the pair, nor the concern, nor a word of what was read.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.events import record_event
from peer_support.exceptions import SafetyError
from peer_support.limits import ASKED_LAPSES_AFTER, LONGEST_REASON, OPEN_FOR
from peer_support.message_text import clean_message
from peer_support.models import BreakGlass, Concern, Pairing
from peer_support.selectors.concern_messages import Reading, reading_of
from peer_support.selectors.people import requester_of
from peer_support.selectors.safety import (
    approver_ids_of,
    concern_for,
    is_erased,
    may_decide,
    may_read,
    opening_for,
    safeguarding_leads,
)
from peer_support.services.telling import tell, tell_both

State = BreakGlass.State


@transaction.atomic
def ask_to_open(*, person: User, concern_id: UUID, reason: str, now: datetime) -> BreakGlass:
    """Ask a second safeguarding lead to let this one read the conversation.

    Raises Concern.DoesNotExist for somebody whom the concern does not come to; SafetyError if
    there is nothing to open, nobody to agree, or if somebody has asked already.
    """
    today = timezone.localdate(now)
    concern = concern_for(person, concern_id, today)
    if concern is None:
        raise Concern.DoesNotExist
    written = _reason(reason)
    _check_can_be_asked(concern)
    approvers = approver_ids_of(concern, person.pk, safeguarding_leads(today))
    if not approvers:
        raise SafetyError(
            _("There is no second safeguarding lead who could agree. Nothing has been asked.")
        )
    opening = _kept(BreakGlass(concern=concern, reason=written, asked_by=person, asked_at=now))
    _record(opening, person, "asked")
    _tell_all(approvers)
    return opening


def _reason(reason: str) -> str:
    written = clean_message(reason, longest=LONGEST_REASON)
    if not written:
        raise SafetyError(_("Write why the conversation has to be read."))
    return written


def _check_can_be_asked(concern: Concern) -> None:
    if concern.state != Concern.State.OPEN:
        raise SafetyError(_("This concern is closed."))
    if is_erased(concern):
        raise SafetyError(
            _("The conversation has been erased: its key is destroyed. Nobody can read it again.")
        )


def _kept(opening: BreakGlass) -> BreakGlass:
    try:
        with transaction.atomic():
            opening.save(force_insert=True)
    except IntegrityError as error:
        # Two leads at once; the constraint let one through.
        raise SafetyError(_("Somebody has already asked to read this conversation.")) from error
    return opening


@transaction.atomic
def decide_opening(*, person: User, opening_id: UUID, approve: bool, now: datetime) -> BreakGlass:
    """Agree or refuse, as the second person; agreeing opens the conversation for an hour.

    Raises BreakGlass.DoesNotExist for somebody who cannot see it, and SafetyError for one who
    may not decide, or not any more.
    """
    opening = opening_for(person, opening_id, timezone.localdate(now))
    if opening is None:
        raise BreakGlass.DoesNotExist
    if not may_decide(person, opening, timezone.localdate(now)) or _has_lapsed(opening, now):
        raise _already_decided()
    if approve:
        _check_can_be_asked(opening.concern)
    changes = (
        {"state": State.OPEN, "ends_at": now + OPEN_FOR} if approve else {"state": State.REFUSED}
    )
    # One statement: of two decisions at once, one finds nothing left to decide.
    undecided = BreakGlass.objects.undecided().filter(pk=opening.pk)
    if not undecided.update(decided_by=person, decided_at=now, **changes):
        raise _already_decided()
    _record(opening, person, "approved" if approve else "refused")
    tell(opening.asked_by)
    opening.refresh_from_db()
    return opening


def _already_decided() -> SafetyError:
    return SafetyError(
        _("Somebody has already decided on this, or you cannot. Nothing has changed.")
    )


def _has_lapsed(opening: BreakGlass, now: datetime) -> bool:
    return opening.asked_at + ASKED_LAPSES_AFTER <= now


@transaction.atomic
def read_opening(*, person: User, opening_id: UUID, now: datetime, page: int = 1) -> Reading:
    """Return what the two wrote, and record that it was looked at.

    Raises BreakGlass.DoesNotExist for everybody but the one who asked, and SafetyError when the
    hour is over or the conversation has been erased meanwhile.
    """
    opening = _readable(person, opening_id, now)
    reading = reading_of(opening.concern, page)
    # The page that was shown: one that is not there shows another.
    _record(opening, person, "read", page=reading.page)
    return reading


@transaction.atomic
def see_names(*, person: User, opening_id: UUID, now: datetime) -> tuple[User, User]:
    """Return who asked for support and who gives it, as a step of its own that is recorded.

    Raises as read_opening does.
    """
    opening = _readable(person, opening_id, now)
    unseen = BreakGlass.objects.filter(pk=opening.pk, names_seen_at__isnull=True)
    unseen.update(names_seen_at=now)
    _record(opening, person, "names_seen")
    # _readable found that its conversation is there.
    pairing = Pairing.objects.select_related("request", "supporter__person").get(
        concerns=opening.concern
    )
    return requester_of(pairing.request), pairing.supporter.person


def _readable(person: User, opening_id: UUID, now: datetime) -> BreakGlass:
    opening = opening_for(person, opening_id, timezone.localdate(now))
    if opening is None or opening.asked_by_id != person.pk:
        raise BreakGlass.DoesNotExist
    if not may_read(person, opening, now):
        raise SafetyError(_("This conversation is not open for reading, or not any more."))
    if is_erased(opening.concern):
        raise SafetyError(
            _("The conversation has been erased: its key is destroyed. Nobody can read it again.")
        )
    return opening


@transaction.atomic
def tell_after(*, now: datetime) -> int:
    """End what is over and tell both of each pair, once; return how many pairs were told."""
    rows = BreakGlass.objects.to_be_told(now).select_related("concern__force").defer("reason")
    due = list(rows.select_for_update(of=("self",), skip_locked=True))
    for opening in due:
        BreakGlass.objects.filter(pk=opening.pk).update(state=State.OVER, told_at=now)
        _record(opening, None, "told")
        if opening.concern.pairing is not None:
            tell_both(opening.concern.pairing)
    return len(due)


@transaction.atomic
def lapse_unanswered(*, now: datetime) -> int:
    """Let what nobody decided on come to nothing; return how many it was."""
    old = BreakGlass.objects.undecided().filter(asked_at__lte=now - ASKED_LAPSES_AFTER)
    rows = old.select_related("concern__force").defer("reason")
    due = list(rows.select_for_update(of=("self",), skip_locked=True))
    for opening in due:
        BreakGlass.objects.filter(pk=opening.pk).update(state=State.OVER)
        _record(opening, None, "lapsed")
    return len(due)


def _tell_all(person_ids: Iterable[int]) -> None:
    for person in User.objects.filter(pk__in=person_ids).order_by("pk"):
        tell(person)


def _record(opening: BreakGlass, actor: User | None, step: str, **details: int) -> None:
    record_event(
        actor=actor,
        action=f"peer_support.opening_{step}",
        force_id=opening.concern.force_id,
        target=f"peer_support.breakglass:{opening.public_id}",
        details=details,
    )
