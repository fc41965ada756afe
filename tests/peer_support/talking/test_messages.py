"""Sending, deleting and reading: sealed, once, within limits, and for the two alone."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.crypto import SealBrokenError
from notifications.models import Delivery, Notification
from peer_support.exceptions import ConversationError, TooManyError
from peer_support.models import Conversation, Message, Pairing, Supporter
from peer_support.selectors.conversation import (
    messages_after,
    own_pairing,
    unread_by_pairing,
    unread_count,
)
from peer_support.selectors.people import requester_of
from peer_support.services.messages import delete_message, mark_read, send_message
from tests.factories.accounts import UserFactory
from tests.factories.peer_support import make_supporter, pair
from tests.peer_support.talking.couples import Couple, make_couple

pytestmark = pytest.mark.django_db
WORDS = "The Ashgrove weeks still keep me awake"
MINUTE = timedelta(minutes=1)


def news_of(person: User) -> list[Notification]:
    return list(Notification.objects.filter(recipient=person, kind="peer_support.news"))


def forget_news() -> None:
    Notification.objects.all().delete()


def test_both_read_what_either_writes_in_order(couple: Couple) -> None:
    couple.say(couple.requester, WORDS)
    couple.say(couple.supporter, "Tell me as much as you like")
    for person in (couple.requester, couple.supporter):
        assert couple.words_for(person) == [WORDS, "Tell me as much as you like"]
    assert [one.is_own for one in couple.seen_by(couple.requester)] == [True, False]
    couple.pairing.refresh_from_db()
    assert couple.pairing.last_word_at > couple.pairing.started_at


def test_each_side_sees_the_other_by_the_name_that_is_shown_to_it(couple: Couple) -> None:
    for person, name in ((couple.requester, "Robin"), (couple.supporter, "Hannah")):
        own = own_pairing(person, couple.pairing.public_id)
        assert own is not None
        assert own.other_name == name


def test_nobody_else_reads_or_writes_not_even_a_superuser(couple: Couple) -> None:
    couple.say(couple.requester, WORDS)
    other = make_couple()
    for person in (UserFactory(superuser=True), other.requester, other.supporter):
        assert own_pairing(person, couple.pairing.public_id) is None
        assert messages_after(couple.pairing, person, 0).messages == ()
        with pytest.raises(ConversationError):
            couple.say(person, "Let me in")
        with pytest.raises(ConversationError):
            delete_message(person=person, pairing_id=couple.pairing.public_id, number=1)
    assert Message.objects.count() == 1


def test_the_words_lie_sealed_and_open_in_their_place_alone(couple: Couple) -> None:
    first, second = (couple.say(couple.requester, text) for text in (WORDS, "yes"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(m)::text FROM peer_support_message m")
        rows = "".join(row[0] for row in cursor.fetchall())
    assert WORDS not in rows
    assert WORDS.encode().hex() not in rows
    # Nor does the length tell one answer from another.
    assert len(first.ciphertext or b"") == len(second.ciphertext or b"")
    Message.objects.filter(pk=second.pk).update(nonce=first.nonce, ciphertext=first.ciphertext)
    with pytest.raises(SealBrokenError):
        couple.seen_by(couple.requester)


def test_a_message_of_one_conversation_does_not_open_in_another(couple: Couple) -> None:
    other = make_couple()
    message, foreign = couple.say(couple.requester, WORDS), other.say(other.requester, "Hello")
    Message.objects.filter(pk=foreign.pk).update(nonce=message.nonce, ciphertext=message.ciphertext)
    with pytest.raises(SealBrokenError):
        other.seen_by(other.requester)
    keys = {one.data_key for one in Conversation.objects.all()}
    assert len(keys) == 2


def test_the_same_form_sent_twice_is_one_message(couple: Couple) -> None:
    token, now = uuid4(), timezone.now()
    sent = {
        send_message(
            person=couple.requester,
            pairing_id=couple.pairing.public_id,
            text=WORDS,
            token=token,
            now=now,
        ).pk
        for _ in range(3)
    }
    assert len(sent) == 1
    assert couple.words_for(couple.supporter) == [WORDS]
    # The other side's browser may have made the same number: that is another message.
    send_message(
        person=couple.supporter,
        pairing_id=couple.pairing.public_id,
        text="Hello",
        token=token,
        now=now,
    )
    assert couple.words_for(couple.requester) == [WORDS, "Hello"]


def test_sent_again_after_the_end_what_was_kept_is_not_refused(couple: Couple) -> None:
    token, now = uuid4(), timezone.now()
    sent: dict[str, Any] = {
        "pairing_id": couple.pairing.public_id,
        "text": WORDS,
        "token": token,
        "now": now,
    }
    message = send_message(person=couple.requester, **sent)
    couple.end(couple.supporter)
    assert send_message(person=couple.requester, **sent) == message


def test_nothing_can_be_sent_after_the_end(couple: Couple) -> None:
    couple.end(couple.supporter)
    with pytest.raises(ConversationError, match="has ended"):
        couple.say(couple.requester, WORDS)
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u202e", "<b></b>"])
def test_nothing_is_no_message(couple: Couple, text: str) -> None:
    with pytest.raises(ConversationError, match="Write something"):
        couple.say(couple.requester, text)
    assert not Message.objects.exists()


def test_after_twenty_messages_in_ten_minutes_it_says_when_to_try_again(couple: Couple) -> None:
    start = datetime(2026, 12, 1, 9, 0, 30, tzinfo=timezone.get_current_timezone())
    for step in range(20):
        couple.say(couple.requester, f"Line {step}", now=start + step * MINUTE / 4)
    with pytest.raises(TooManyError, match=r"at 09:11\. It is still in the box"):
        couple.say(couple.requester, WORDS, now=start + 9 * MINUTE)
    couple.say(couple.supporter, "I am here", now=start + 9 * MINUTE)
    couple.say(couple.requester, WORDS, now=start + 10.5 * MINUTE)
    assert Message.objects.count() == 22


def test_after_two_hundred_messages_in_a_day_it_says_on_which_day_to_try_again(
    couple: Couple,
) -> None:
    start = datetime(2026, 12, 1, 12, 0, tzinfo=timezone.get_current_timezone())
    Message.objects.bulk_create(
        Message(
            conversation=couple.pairing.conversation,
            number=number,
            side=Pairing.Side.SUPPORTER,
            sent_at=start + number * MINUTE,
        )
        for number in range(1, 201)
    )
    Conversation.objects.update(last_number=200)
    with pytest.raises(TooManyError, match="at 12:02 on Wednesday 2 December"):
        couple.say(couple.supporter, WORDS, now=start + timedelta(hours=8))


def test_the_limit_is_a_persons_and_not_a_conversations(couple: Couple) -> None:
    supporter = make_supporter()
    now = timezone.now()
    pairs = [
        Couple(couple.requester, supporter.person, pair(None, supporter, now=now)),
        Couple(couple.requester, supporter.person, pair(None, _free(supporter), now=now)),
    ]
    for step in range(20):
        pairs[step % 2].say(supporter.person, "Hello", now=now)
    for one in pairs:
        with pytest.raises(TooManyError):
            one.say(supporter.person, "Once more", now=now)


def _free(supporter: Supporter) -> Supporter:
    """Let the supporter take another one in the same week."""
    Supporter.objects.update(last_taken_at=None)
    supporter.refresh_from_db()
    return supporter


def test_deleting_an_own_message_leaves_its_number_and_no_words(couple: Couple) -> None:
    couple.say(couple.requester, WORDS)
    couple.say(couple.supporter, "Thank you for telling me")
    delete: dict[str, Any] = {"pairing_id": couple.pairing.public_id, "number": 1}
    assert not delete_message(person=couple.supporter, **delete)
    assert delete_message(person=couple.requester, **delete)
    assert not delete_message(person=couple.requester, **delete)
    assert couple.words_for(couple.supporter) == [None, "Thank you for telling me"]
    gone = Message.objects.get(number=1)
    assert (gone.nonce, gone.ciphertext) == (None, None)


def test_what_was_not_seen_is_counted_until_it_is_read(couple: Couple) -> None:
    for text in ("One", "Two"):
        couple.say(couple.requester, text)
    pairing = Pairing.objects.get(pk=couple.pairing.pk)
    assert unread_count(pairing, couple.supporter) == 2
    assert unread_by_pairing(couple.supporter) == {couple.pairing.public_id: 2}
    assert unread_by_pairing(couple.requester) == {}
    read: dict[str, Any] = {"person": couple.supporter, "pairing_id": couple.pairing.public_id}
    mark_read(number=1, now=timezone.now(), **read)
    mark_read(number=0, now=timezone.now(), **read)
    assert unread_by_pairing(couple.supporter) == {couple.pairing.public_id: 1}
    # A number that nobody has written yet hides nothing that comes.
    mark_read(number=99, now=timezone.now(), **read)
    assert unread_by_pairing(couple.supporter) == {couple.pairing.public_id: 1}


def test_the_other_is_told_once_and_in_neutral_words(couple: Couple) -> None:
    forget_news()
    for text in ("One", "Two", "Three"):
        couple.say(couple.requester, text)
    (told,) = news_of(couple.supporter)
    assert (told.url, told.params) == ("/peer-support/", {})
    assert str(couple.pairing.public_id) not in told.subject_key
    assert Delivery.objects.count() == 1
    assert news_of(couple.requester) == []


def test_whoever_reads_along_is_told_of_nothing(couple: Couple) -> None:
    forget_news()
    for number in (1, 2, 3):
        couple.say(couple.requester, "A line")
        mark_read(
            person=couple.supporter,
            pairing_id=couple.pairing.public_id,
            number=number,
            now=timezone.now(),
        )
        assert news_of(couple.supporter) == []
    assert not Delivery.objects.exists()


def test_reading_one_conversation_takes_back_no_notice_of_another(couple: Couple) -> None:
    now = timezone.now()
    supporter = make_supporter()
    first = Couple(couple.requester, supporter.person, pair(None, supporter, now=now))
    second_pairing = pair(None, _free(supporter), now=now)
    forget_news()
    for pairing in (first.pairing, second_pairing):
        requester = requester_of(pairing.request)
        Couple(requester, supporter.person, pairing).say(requester, "Hello", now=now)
    mark_read(person=supporter.person, pairing_id=first.pairing.public_id, number=1, now=now)
    assert len(news_of(supporter.person)) == 1


def test_at_most_one_notice_is_unread_at_a_time(couple: Couple) -> None:
    forget_news()
    now = timezone.now()
    couple.say(couple.requester, "Morning", now=now)
    later = now + timedelta(hours=3)
    mark_read(person=couple.supporter, pairing_id=couple.pairing.public_id, number=1, now=later)
    couple.say(couple.requester, "Evening", now=later)
    told = news_of(couple.supporter)
    assert len(told) == 2
    assert sum(one.read_at is None for one in told) == 1
