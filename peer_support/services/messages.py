"""Writing to each other: send, delete what one wrote, and note what one has read.

A message and an end cannot pass each other: both hold the two people and the pair's row. For the
same reason the limits hold, whatever one person sends at once in different conversations.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.crypto import CryptoError
from core.next_time import again_at, in_words
from peer_support.exceptions import ConversationError, TooManyError
from peer_support.limits import MESSAGES_A_DAY, MESSAGES_IN_TEN_MINUTES
from peer_support.message_text import clean_message
from peer_support.models import Conversation, Message, Pairing
from peer_support.refs import requester_ref_of
from peer_support.sealing import seal_of
from peer_support.selectors.conversation import read_mark
from peer_support.selectors.people import person_on, requester_id_of, side_of
from peer_support.services.locks import lock_people
from peer_support.services.message_notices import spare_who_has_read, tell_of_message

SHORT, LONG = timedelta(minutes=10), timedelta(hours=24)
MOST_WITHIN = ((SHORT, MESSAGES_IN_TEN_MINUTES), (LONG, MESSAGES_A_DAY))


@transaction.atomic
def send_message(
    *, person: User, pairing_id: UUID, text: str, now: datetime, token: UUID | None = None
) -> Message:
    """Keep the message and tell the other side; with the same token twice is once.

    Raises ConversationError if nothing is left to send or the conversation has ended, and
    TooManyError past a limit, which says when to try again.
    """
    words = clean_message(text)
    if not words:
        raise ConversationError(_("Write something before you send"))
    _lock_both(person, pairing_id)
    pairing, side = _locked_pairing(person, pairing_id)
    conversation = pairing.conversation
    public_id = _message_id(conversation, side, token or uuid4())
    sent_before = conversation.messages.filter(public_id=public_id).first()
    if sent_before is not None:
        return sent_before
    _check_still_open(pairing)
    _check_not_too_many(person, now)
    was_up_to_date = _other_has_seen_all(conversation, side)
    message = _keep(conversation, side, words, public_id=public_id, now=now)
    Pairing.objects.filter(pk=pairing.pk).update(last_word_at=now)
    if was_up_to_date:
        tell_of_message(person_on(pairing, _other(side)), now=now)
    return message


@transaction.atomic
def delete_message(*, person: User, pairing_id: UUID, number: int) -> bool:
    """Erase the words of an own message; its number stays. False if there is none to erase."""
    pairing, side = _locked_pairing(person, pairing_id)
    own = pairing.conversation.messages.filter(number=number, side=side, nonce__isnull=False)
    return bool(own.update(nonce=None, ciphertext=None))


@transaction.atomic
def mark_read(*, person: User, pairing_id: UUID, number: int, now: datetime) -> None:
    """Note that the person has seen everything up to a number; it never goes back."""
    pairing = Pairing.objects.of(person).select_related("request", "supporter", "conversation")
    found = pairing.filter(public_id=pairing_id).first()
    side = side_of(found, person) if found else None
    if found is None or side is None:
        return
    field = "supporter_read" if side == Pairing.Side.SUPPORTER else "requester_read"
    behind = Conversation.objects.filter(pairing=found, last_number__gte=number)
    if behind.filter(**{f"{field}__lt": number}).update(**{field: number}):
        spare_who_has_read(person, now=now)


def _lock_both(person: User, pairing_id: UUID) -> None:
    """Take the locks of accepting and ending: both people, then the pair's row."""
    rows = Pairing.objects.of(person).select_related("request", "supporter")
    pairing = rows.filter(public_id=pairing_id).first()
    if pairing is not None:
        lock_people(requester_id_of(pairing.request), pairing.supporter.person_id)


def _locked_pairing(person: User, pairing_id: UUID) -> tuple[Pairing, Pairing.Side]:
    """Return the pair of which the person is one, its row held; ConversationError if none."""
    rows = Pairing.objects.of(person).select_related("request", "supporter__person", "conversation")
    pairing = rows.select_for_update(of=("self",)).filter(public_id=pairing_id).first()
    side = side_of(pairing, person) if pairing else None
    if pairing is None or side is None:
        raise ConversationError(_("This conversation is not there."))
    # What the join brought may be older than the lock.
    pairing.conversation = Conversation.objects.get(pairing=pairing)
    return pairing, side


def _message_id(conversation: Conversation, side: Pairing.Side, token: UUID) -> UUID:
    """The same for the same form; what a browser sends can name no message but one of its own."""
    return uuid5(conversation.public_id, f"{side}\n{token}")


def _check_still_open(pairing: Pairing) -> None:
    if pairing.state != Pairing.State.ACTIVE:
        raise ConversationError(
            _("This conversation has ended, so your message was not sent. It is still in the box.")
        )


def _check_not_too_many(person: User, now: datetime) -> None:
    again = again_at(_sent_by(person), "sent_at", MOST_WITHIN, now)
    if again is not None:
        words = _(
            "You have sent many messages in a short time. You can send this one %(when)s. "
            "It is still in the box."
        )
        raise TooManyError(words % {"when": in_words(again, now)})


def _sent_by(person: User) -> QuerySet[Message]:
    """All that the person sent, in whatever conversation and on whatever side."""
    asked = Q(
        side=Pairing.Side.REQUESTER,
        conversation__pairing__request__requester_ref=requester_ref_of(person),
    )
    listens = Q(side=Pairing.Side.SUPPORTER, conversation__pairing__supporter__person=person)
    return Message.objects.filter(asked | listens)


def _other_has_seen_all(conversation: Conversation, side: Pairing.Side) -> bool:
    """Whether the other side has no unseen message: if it has, it has been told already."""
    unseen = conversation.messages.after(read_mark(conversation, _other(side)))
    return not unseen.filter(side=side).exists()


def _other(side: Pairing.Side) -> Pairing.Side:
    is_supporter = side == Pairing.Side.SUPPORTER
    return Pairing.Side.REQUESTER if is_supporter else Pairing.Side.SUPPORTER


def _keep(
    conversation: Conversation, side: Pairing.Side, words: str, *, public_id: UUID, now: datetime
) -> Message:
    seal = seal_of(conversation)
    if seal is None:
        raise CryptoError("An active conversation has no key.")
    number = conversation.last_number + 1
    nonce, ciphertext = seal.seal(words, number=number, side=side)
    Conversation.objects.filter(pk=conversation.pk).update(last_number=number)
    return conversation.messages.create(
        public_id=public_id,
        number=number,
        side=side,
        sent_at=now,
        nonce=nonce,
        ciphertext=ciphertext,
    )
