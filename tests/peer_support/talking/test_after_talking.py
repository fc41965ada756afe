"""The end and what comes after it: review, three questions, asking again, meetings as codes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from notifications.models import Notification
from peer_support.exceptions import ConversationError
from peer_support.models import Bar, Feedback, Pairing, Session, SupportRequest
from peer_support.services.feedback import Answers, give_feedback
from peer_support.services.sessions import log_session
from peer_support.services.sweeps import prompt_reviews
from peer_support.vocabulary import LengthBand, Mode, Topic
from tests.peer_support.talking.couples import Couple
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db
SESSION = {"length": "up_to_30", "mode": "remote", "topic": "sleep", "step": "session"}


def meeting(couple: Couple, **fields: str) -> dict[str, str]:
    day = timezone.localdate()
    date = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
    sent = {name: str(value) for name, value in date.items()}
    return SESSION | {"token": str(uuid4())} | sent | fields


@pytest.mark.parametrize("side", ["requester", "supporter"])
def test_either_side_ends_it_with_one_confirmation_and_no_reason(couple: Couple, side: str) -> None:
    person, other = getattr(couple, side), couple.requester
    if side == "requester":
        other = couple.supporter
    client = signed_in(person)
    page = client.get(f"{couple.address}end/").content.decode()
    assert "You need no reason" in page
    assert Pairing.objects.get().state == Pairing.State.ACTIVE
    Notification.objects.all().delete()
    answer = client.post(f"{couple.address}end/")
    assert (answer.status_code, "has ended" in answer.content.decode()) == (200, True)
    assert Pairing.objects.get().state == Pairing.State.ENDED
    assert [one.recipient for one in Notification.objects.all()] == [other]
    # A second click, or the other side at the same moment, meets the same page.
    assert "has ended" in client.post(f"{couple.address}end/").content.decode()
    page = signed_in(other).get(couple.address).content.decode()
    assert "This conversation ended on" in page
    assert "until" in page


def test_a_supporter_who_ends_it_may_note_what_became_of_it(couple: Couple) -> None:
    client = signed_in(couple.supporter)
    assert "What became of it?" in client.get(f"{couple.address}end/").content.decode()
    client.post(f"{couple.address}end/", {"outcome": "signposted"})
    assert Pairing.objects.get().outcome == "signposted"


def test_an_unknown_outcome_ends_nothing(couple: Couple) -> None:
    client = signed_in(couple.supporter)
    answer = client.post(f"{couple.address}end/", {"outcome": "=1+1"})
    assert answer.status_code == 200
    assert Pairing.objects.get().state == Pairing.State.ACTIVE


def test_when_the_other_has_ended_it_the_supporter_notes_what_became_of_it(
    couple: Couple,
) -> None:
    client = signed_in(couple.supporter)
    assert "What became of it" not in client.get(f"{couple.address}session/").content.decode()
    couple.end(couple.requester)
    assert "What became of it" in client.get(f"{couple.address}session/").content.decode()
    client.post(f"{couple.address}session/", {"step": "outcome", "outcome": "listened"})
    assert Pairing.objects.get().outcome == "listened"


def test_three_answers_are_kept_once_with_the_month_and_nothing_that_leads_to_the_pair(
    couple: Couple,
) -> None:
    client = signed_in(couple.requester)
    assert client.get(f"{couple.address}feedback/").status_code == 404
    couple.end(couple.requester)
    assert "Were you listened to?" in client.get(f"{couple.address}feedback/").content.decode()
    for answer in ("5", "1"):
        sent = client.post(
            f"{couple.address}feedback/", {"was_listened_to": answer, "felt_safe": "4"}
        )
        assert "Thank you" in sent.content.decode()
    (kept,) = Feedback.objects.all()
    assert (kept.was_listened_to, kept.felt_safe, kept.would_ask_again) == (5, 4, None)
    assert kept.month == timezone.localdate().replace(day=1)
    assert {field.name for field in Feedback._meta.fields} == {
        *("id", "month", "was_listened_to", "felt_safe", "would_ask_again")
    }


def test_the_supporter_answers_no_questions_about_themselves(couple: Couple) -> None:
    couple.end(couple.requester)
    assert signed_in(couple.supporter).get(f"{couple.address}feedback/").status_code == 404
    with pytest.raises(ConversationError):
        give_feedback(
            person=couple.supporter,
            pairing_id=couple.pairing.public_id,
            answers=Answers(5, 5, 5),
            now=timezone.now(),
        )
    assert not Feedback.objects.exists()


def test_asking_again_keeps_the_answers_and_never_brings_the_same_one_unasked(
    couple: Couple,
) -> None:
    client = signed_in(couple.requester)
    assert client.get(f"{couple.address}again/").status_code == 404
    couple.end(couple.requester)
    assert "Ask for support again" in client.get(f"{couple.address}again/").content.decode()
    answer = client.post(f"{couple.address}again/", {"same": "no"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/peer-support/request/")
    fresh = SupportRequest.objects.open().of(couple.requester).get()
    assert fresh.slots == couple.pairing.request.slots
    assert Bar.objects.filter(kind=Bar.Kind.PAST_PAIR).exists()


def test_asking_again_without_an_answer_says_what_is_missing(couple: Couple) -> None:
    couple.end(couple.requester)
    answer = signed_in(couple.requester).post(f"{couple.address}again/")
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not SupportRequest.objects.open().exists()


def test_a_second_request_beside_an_open_one_is_refused_with_the_reason(couple: Couple) -> None:
    couple.end(couple.requester)
    client = signed_in(couple.requester)
    for status in (302, 200):
        assert client.post(f"{couple.address}again/", {"same": "no"}).status_code == status
    assert SupportRequest.objects.open().count() == 1


def test_a_supporter_says_whether_they_would_again(couple: Couple) -> None:
    couple.end(couple.requester)
    answer = signed_in(couple.supporter).post(f"{couple.address}again/", {"same": "yes"})
    assert "Neither is told what the other said" in answer.content.decode()
    assert Pairing.objects.get().supporter_would_again


def test_meetings_are_noted_as_codes_by_the_supporter_once(couple: Couple) -> None:
    client, token = signed_in(couple.supporter), str(uuid4())
    for _ in range(2):
        answer = client.post(f"{couple.address}session/", meeting(couple, token=token))
        assert answer.status_code == 302
    (kept,) = Session.objects.all()
    assert (kept.length, kept.mode, kept.topic) == ("up_to_30", "remote", "sleep")
    page = client.get(f"{couple.address}session/").content.decode()
    assert "15 to 30 minutes" in page
    assert "Sleep and tiredness" in page
    assert signed_in(couple.requester).get(f"{couple.address}session/").status_code == 404


@pytest.mark.parametrize("days", [1, -1, -400])
def test_a_meeting_on_a_day_without_the_pair_is_refused(couple: Couple, days: int) -> None:
    now = timezone.now()
    with pytest.raises(ConversationError):
        log_session(
            person=couple.supporter,
            pairing_id=couple.pairing.public_id,
            held_on=timezone.localdate(now) + timedelta(days=days),
            length=LengthBand.LONGER,
            mode=Mode.REMOTE,
            topic=Topic.SLEEP,
            now=now,
        )
    day = timezone.localdate() + timedelta(days=days)
    sent = meeting(couple, held_on_day=str(day.day), held_on_month=str(day.month))
    answer = signed_in(couple.supporter).post(
        f"{couple.address}session/", sent | {"held_on_year": str(day.year)}
    )
    assert "Choose a day on which the two of you were a pair" in answer.content.decode()
    assert not Session.objects.exists()


def test_only_codes_can_be_noted(couple: Couple) -> None:
    answer = signed_in(couple.supporter).post(
        f"{couple.address}session/", meeting(couple, topic="She told me about Ashgrove")
    )
    assert answer.status_code == 200
    assert not Session.objects.exists()


def test_after_two_weeks_each_side_is_asked_whether_to_go_on(couple: Couple) -> None:
    Pairing.objects.update(review_at=timezone.now())
    assert prompt_reviews(now=timezone.now()) == 1
    requester, supporter = signed_in(couple.requester), signed_in(couple.supporter)
    for client in (requester, supporter):
        assert "Is this still of use?" in client.get(couple.address).content.decode()
    assert requester.post(f"{couple.address}review/").status_code == 302
    assert "Is this still of use?" not in requester.get(couple.address).content.decode()
    # What one side chose is nothing that the other sees.
    assert "Is this still of use?" in supporter.get(couple.address).content.decode()
    Pairing.objects.update(review_at=timezone.now())
    prompt_reviews(now=timezone.now())
    assert "Is this still of use?" in requester.get(couple.address).content.decode()
