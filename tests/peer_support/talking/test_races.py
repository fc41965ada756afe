"""Both at once: a message and an end, two clicks, two devices; each round on real connections."""

from uuid import uuid4

import pytest
from django.utils import timezone

from peer_support.exceptions import ConversationError, TooManyError
from peer_support.models import Message, Pairing
from peer_support.services.messages import send_message
from tests.learning.test_races import at_once
from tests.peer_support.talking.couples import make_couple

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 30


def test_a_message_goes_before_the_end_or_not_at_all() -> None:
    couple = make_couple()
    for _round in range(ROUNDS):
        Message.objects.all().delete()
        Pairing.objects.update(state=Pairing.State.ACTIVE, ended_at=None)
        refused: list[str] = []

        def write(refused: list[str] = refused) -> None:
            try:
                couple.say(couple.requester, "Are you there?")
            except ConversationError as error:
                refused.append(str(error.message))

        at_once(write, lambda: couple.end(couple.supporter))
        assert Pairing.objects.get().state == Pairing.State.ENDED
        assert Message.objects.count() + len(refused) == 1
        assert all("has ended" in said for said in refused)


def test_both_sides_that_end_at_once_end_it_once() -> None:
    couple = make_couple()
    at_once(lambda: couple.end(couple.requester), lambda: couple.end(couple.supporter))
    assert Pairing.objects.get().state == Pairing.State.ENDED
    couple.supporter.refresh_from_db()
    assert Pairing.objects.get().supporter.held == 0


def test_one_form_sent_by_many_clicks_at_once_is_one_message() -> None:
    couple, token, now = make_couple(), uuid4(), timezone.now()

    def send() -> None:
        send_message(
            person=couple.requester,
            pairing_id=couple.pairing.public_id,
            text="Are you there?",
            token=token,
            now=now,
        )

    at_once(*[send] * 6)
    assert couple.words_for(couple.supporter) == ["Are you there?"]


def test_both_sides_at_once_get_numbers_of_their_own() -> None:
    couple = make_couple()
    acts = [
        lambda: couple.say(couple.requester, "From one"),
        lambda: couple.say(couple.supporter, "From the other"),
    ]
    at_once(*acts * 3)
    numbers = list(Message.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4, 5, 6]
    assert len(couple.words_for(couple.requester)) == 6


def test_devices_at_once_do_not_get_past_the_limit() -> None:
    couple = make_couple()
    for _ in range(17):
        couple.say(couple.requester, "A line")
    refused: list[TooManyError] = []

    def write() -> None:
        try:
            couple.say(couple.requester, "One more")
        except TooManyError as error:
            refused.append(error)

    at_once(*[write] * 6)
    assert (Message.objects.count(), len(refused)) == (20, 3)
