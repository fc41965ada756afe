"""Messages outside their conversation: those that may be copied to a concern, and a reading.

Whoever calls has settled the right before: one of the two, or an opening that two agreed to.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise

from accounts.models import User
from peer_support.limits import MESSAGES_A_READING, MESSAGES_TO_CHOOSE_FROM
from peer_support.models import Concern, Conversation, Message, Pairing
from peer_support.selectors.conversation import words_in
from peer_support.selectors.people import requester_id_of


@dataclass(frozen=True, slots=True)
class ChosenMessage:
    """One message; words is None where its writer deleted them. It never names a person."""

    number: int
    side: str
    sent_at: datetime | None
    words: str | None

    @property
    def writer(self) -> "str | Promise":
        """Which of the two wrote it."""
        return Pairing.Side(self.side).label

    def as_json(self) -> dict[str, int | str | None]:
        """Return what is kept, sealed, with a concern."""
        sent_at = self.sent_at.isoformat() if self.sent_at else None
        return {
            "number": self.number,
            "side": self.side,
            "sent_at": sent_at,
            "words": self.words,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, int | str | None]) -> "ChosenMessage":
        """Return the message that as_json kept."""
        return cls(
            number=int(kept["number"] or 0),
            side=str(kept["side"]),
            sent_at=parse_datetime(str(kept["sent_at"])),
            words=None if kept["words"] is None else str(kept["words"]),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """One page of an opened conversation."""

    messages: tuple[ChosenMessage, ...]
    page: int
    pages: int


def messages_to_choose_from(pairing: Pairing, numbers: Collection[int] = ()) -> list[ChosenMessage]:
    """Return the newest messages that still have words, in order; those named, if any are."""
    conversation = Conversation.objects.filter(pairing=pairing).first()
    if conversation is None:
        return []
    rows = conversation.messages.filter(nonce__isnull=False).order_by("-number")
    if numbers:
        rows = rows.filter(number__in=numbers)
    newest = list(rows[:MESSAGES_TO_CHOOSE_FROM])
    opened = _opened(conversation, sorted(newest, key=lambda row: row.number))
    return [one for one in opened if one.words is not None]


def chosen_of(concern: Concern) -> list[ChosenMessage]:
    """Return the copies that came with the concern."""
    return [ChosenMessage.from_json(kept) for kept in concern.chosen]


def reading_of(concern: Concern, page: int) -> Reading:
    """Return one page of the whole conversation, the first for a page that is not there."""
    conversation = Conversation.objects.filter(pairing=concern.pairing_id).first()
    if conversation is None:
        return Reading((), 1, 1)
    rows = conversation.messages.order_by("number")
    pages = max(1, -(-rows.count() // MESSAGES_A_READING))
    shown = page if 1 <= page <= pages else 1
    start = (shown - 1) * MESSAGES_A_READING
    found = list(rows[start : start + MESSAGES_A_READING])
    return Reading(tuple(_opened(conversation, found)), shown, pages)


def pairing_to_report(person: User, pairing_id: UUID) -> Pairing | None:
    """Return the pair if the person is one of the two; None for everybody else."""
    rows = Pairing.objects.of(person).select_related("request", "supporter__person")
    return rows.filter(public_id=pairing_id).first()


def both_ids_of(pairing: Pairing) -> frozenset[int]:
    """Return the keys of the two."""
    return frozenset({pairing.supporter.person_id, requester_id_of(pairing.request)})


def _opened(conversation: Conversation, rows: Iterable[Message]) -> list[ChosenMessage]:
    found = list(rows)
    words = words_in(conversation, found)
    return [ChosenMessage(row.number, row.side, row.sent_at, words[row.number]) for row in found]
