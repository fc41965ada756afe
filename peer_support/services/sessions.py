"""What a supporter notes of meetings: day, length band, way and topic as codes; never a word."""

from datetime import date, datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.exceptions import ConversationError
from peer_support.models import Pairing, Session
from peer_support.vocabulary import LengthBand, Mode, Outcome, Topic


@transaction.atomic
def log_session(
    *,
    person: User,
    pairing_id: UUID,
    held_on: date,
    length: LengthBand,
    mode: Mode,
    topic: Topic,
    now: datetime,
    token: UUID | None = None,
) -> Session:
    """Note a meeting; with the same token twice is once. ConversationError for a day outside."""
    pairing = _supported_pairing(person, pairing_id)
    _check_day(pairing, held_on, now)
    kept, _is_new = Session.objects.get_or_create(
        public_id=uuid5(pairing.public_id, f"session\n{token or uuid4()}"),
        defaults={
            "pairing": pairing,
            "held_on": held_on,
            "length": length,
            "mode": mode,
            "topic": topic,
        },
    )
    return kept


@transaction.atomic
def record_outcome(*, person: User, pairing_id: UUID, outcome: Outcome) -> None:
    """Note what became of a pair that has ended, whoever ended it."""
    pairing = _supported_pairing(person, pairing_id)
    if pairing.state != Pairing.State.ENDED:
        raise ConversationError(_("What became of it is noted when the conversation has ended."))
    Pairing.objects.filter(pk=pairing.pk).update(outcome=outcome)


def _supported_pairing(person: User, pairing_id: UUID) -> Pairing:
    """Return the pair if the person is its supporter; the other side notes nothing."""
    rows = Pairing.objects.filter(supporter__person=person, public_id=pairing_id)
    pairing = rows.select_for_update(of=("self",)).first()
    if pairing is None:
        raise ConversationError(_("This conversation is not there."))
    return pairing


def _check_day(pairing: Pairing, held_on: date, now: datetime) -> None:
    first, last = timezone.localdate(pairing.started_at), timezone.localdate(now)
    if pairing.ended_at is not None:
        last = min(last, timezone.localdate(pairing.ended_at))
    if not first <= held_on <= last:
        raise ConversationError(_("Choose a day on which the two of you were a pair, not later."))
