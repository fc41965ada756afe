"""Thirty days after the end the key is destroyed, and every word with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from peer_support.models import Conversation, Message, Pairing
from peer_support.services.shredding import shred_due_keys
from tests.peer_support.talking.couples import Couple, make_couple

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=30)


def test_thirty_days_after_the_end_key_and_words_are_gone(couple: Couple) -> None:
    going_on = make_couple()
    for one in (couple, going_on):
        one.say(one.requester, "Still awake")
    ended = timezone.now()
    couple.end(couple.requester, now=ended)
    assert shred_due_keys(now=ended + DAYS - timedelta(minutes=1)) == 0
    assert couple.words_for(couple.supporter) == ["Still awake"]
    assert shred_due_keys(now=ended + DAYS) == 1
    assert shred_due_keys(now=ended + DAYS) == 0
    assert couple.seen_by(couple.supporter) == ()
    shredded = Conversation.objects.get(pairing=couple.pairing)
    assert (shredded.data_key, shredded.key_due_at) == (None, None)
    assert [one.conversation.pairing for one in Message.objects.all()] == [going_on.pairing]


def test_a_pair_that_ended_without_a_day_for_its_key_is_found_all_the_same(
    couple: Couple,
) -> None:
    couple.say(couple.requester, "Still awake")
    ended = timezone.now()
    couple.end(couple.requester, now=ended)
    Conversation.objects.update(key_due_at=None)
    assert shred_due_keys(now=ended + DAYS) == 1
    assert not Message.objects.exists()


def test_many_are_shredded_in_slices(couple: Couple) -> None:
    for one in (couple, make_couple(), make_couple()):
        one.end(one.requester)
    later = timezone.now() + DAYS
    assert [shred_due_keys(now=later, limit=2) for _ in range(3)] == [2, 1, 0]
    assert Pairing.objects.filter(conversation__data_key__isnull=False).count() == 0
