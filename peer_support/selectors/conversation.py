"""What the two people of a pair read: who the other is, and the words of their conversation.

The only way to a conversation is to be one of its two people. A right or a role opens nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q

from accounts.models import User
from peer_support.message_links import Part, parts_of
from peer_support.models import Conversation, Message, Pairing
from peer_support.refs import requester_ref_of
from peer_support.sealing import seal_of
from peer_support.selectors.people import requester_of, side_of

# So many messages a page; those before are a link away.
PAGE = 50


@dataclass(frozen=True, slots=True)
class OwnPairing:
    """A pair as one of its two sees it."""

    pairing: Pairing
    side: Pairing.Side
    other_name: str

    @property
    def is_supporter(self) -> bool:
        """Whether the one who looks is the supporter."""
        return self.side == Pairing.Side.SUPPORTER

    @property
    def is_active(self) -> bool:
        """Whether the two still talk."""
        return self.pairing.state == Pairing.State.ACTIVE

    @property
    def is_erased(self) -> bool:
        """Whether the key is destroyed, and every word with it."""
        return self.pairing.conversation.data_key is None

    @property
    def has_review(self) -> bool:
        """Whether this side was asked to look back and has not answered."""
        answered = self.pairing.requester_reviews
        if self.is_supporter:
            answered = self.pairing.supporter_reviews
        return self.is_active and answered < self.pairing.reviews_done


@dataclass(frozen=True, slots=True)
class OpenMessage:
    """One message as its reader sees it; words is None where its writer deleted them."""

    number: int
    side: str
    sent_at: datetime
    words: str | None
    is_own: bool
    is_new: bool

    @property
    def parts(self) -> tuple[Part, ...]:
        """The words in pieces, the addresses of public services as links."""
        return parts_of(self.words or "")


@dataclass(frozen=True, slots=True)
class Page:
    """Some messages in order, and whether there are earlier ones."""

    messages: tuple[OpenMessage, ...]
    last_number: int
    earlier: int | None


def own_pairing(person: User, pairing_id: UUID) -> OwnPairing | None:
    """Return the pair if the person is one of the two; None for everybody else and for no pair."""
    rows = Pairing.objects.of(person).select_related("request", "supporter__person", "conversation")
    pairing = rows.filter(public_id=pairing_id).first()
    side = side_of(pairing, person) if pairing else None
    if pairing is None or side is None:
        return None
    return OwnPairing(pairing=pairing, side=side, other_name=name_of_other(pairing, side))


def name_of_other(pairing: Pairing, side: Pairing.Side) -> str:
    """The supporter's name on the card, or the first name of whoever asked."""
    if side == Pairing.Side.REQUESTER:
        return pairing.supporter.alias
    return requester_of(pairing.request).first_name


def messages_after(pairing: Pairing, person: User, number: int) -> Page:
    """Return what was written after a number, for one of the two; nothing for anybody else."""
    side = side_of(pairing, person)
    found = list(pairing.conversation.messages.after(number)) if side else []
    return _page(pairing.conversation, found, side, earlier=None)


def messages_before(pairing: Pairing, person: User, number: int | None = None) -> Page:
    """Return the newest messages, or those that came before a number."""
    side = side_of(pairing, person)
    rows = pairing.conversation.messages.order_by("-number")
    if number is not None:
        rows = rows.filter(number__lt=number)
    found = list(rows[: PAGE + 1]) if side else []
    shown = sorted(found[:PAGE], key=lambda message: message.number)
    earlier = shown[0].number if len(found) > PAGE else None
    return _page(pairing.conversation, shown, side, earlier=earlier)


def unread_count(pairing: Pairing, person: User) -> int:
    """Return how many messages of the other side the person has not seen."""
    side = side_of(pairing, person)
    if side is None:
        return 0
    unseen = pairing.conversation.messages.after(read_mark(pairing.conversation, side))
    return unseen.exclude(side=side).count()


def unread_by_pairing(person: User) -> dict[UUID, int]:
    """Return for each pair of the person with unseen messages how many there are; one query."""
    asked = Q(
        conversation__pairing__request__requester_ref=requester_ref_of(person),
        side=Pairing.Side.SUPPORTER,
        number__gt=F("conversation__requester_read"),
    )
    listens = Q(
        conversation__pairing__supporter__person=person,
        side=Pairing.Side.REQUESTER,
        number__gt=F("conversation__supporter_read"),
    )
    counted: dict[UUID, int] = {}
    found = Message.objects.filter(asked | listens)
    for pairing_id in found.values_list("conversation__pairing__public_id", flat=True):
        counted[pairing_id] = counted.get(pairing_id, 0) + 1
    return counted


def words_in(conversation: Conversation, messages: Iterable[Message]) -> dict[int, str | None]:
    """Return the words by number; None for what was deleted, and for all once the key is gone.

    For a reader whose right was settled before: one of the two, or an opening that two approved.
    """
    seal = seal_of(conversation)
    words: dict[int, str | None] = {}
    for message in messages:
        nonce, sealed = message.nonce, message.ciphertext
        if seal is None or nonce is None or sealed is None:
            words[message.number] = None
            continue
        words[message.number] = seal.open(
            bytes(nonce), bytes(sealed), number=message.number, side=message.side
        )
    return words


def read_mark(conversation: Conversation, side: Pairing.Side) -> int:
    """Return up to which number the side has read."""
    if side == Pairing.Side.SUPPORTER:
        return conversation.supporter_read
    return conversation.requester_read


def _page(
    conversation: Conversation,
    rows: list[Message],
    side: Pairing.Side | None,
    *,
    earlier: int | None,
) -> Page:
    if side is None:
        return Page(messages=(), last_number=0, earlier=None)
    mark, words = read_mark(conversation, side), words_in(conversation, rows)
    messages = tuple(
        OpenMessage(
            number=row.number,
            side=row.side,
            sent_at=row.sent_at,
            words=words[row.number],
            is_own=row.side == side,
            is_new=row.side != side and row.number > mark,
        )
        for row in rows
    )
    last = messages[-1].number if messages else 0
    return Page(messages=messages, last_number=last, earlier=earlier)
