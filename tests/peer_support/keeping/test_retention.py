"""What time takes of peer support, uncounted: words after 30 days, rows later, nothing open."""

from datetime import date, timedelta

import pytest

from core.retention import RetentionRule
from notifications.models import Delivery, Notification
from notifications.notification_kinds import WELCOME
from notifications.services import notify
from peer_support.models import (
    Bar,
    Concern,
    Conversation,
    Feedback,
    Message,
    Pairing,
    Session,
    Supporter,
    SupportRequest,
)
from peer_support.notification_kinds import NEWS
from peer_support.refs import concern_ref_of
from peer_support.retention import RULES
from peer_support.services.bars import add_bar
from peer_support.services.messages import send_message
from peer_support.services.pairings import end_pairing
from peer_support.services.requests import withdraw_request
from peer_support.services.telling import tell
from privacy.exceptions import RetentionOutOfBoundsError
from privacy.models import RetentionRun
from privacy.services import purge_rule, set_retention
from tests.factories.accounts import UserFactory
from tests.factories.organisation import ForceFactory, TeamFactory, person_in
from tests.factories.peer_support import NOW, TODAY, ask_support, make_supporter, pair

pytestmark = pytest.mark.django_db


def ended_pair() -> Pairing:
    person = person_in(TeamFactory())
    made = pair(person)
    send_message(person=person, pairing_id=made.public_id, text="Hello.", now=NOW)
    end_pairing(person=person, pairing_id=made.public_id, now=NOW)
    return made


def test_words_and_their_key_go_30_days_after_the_end() -> None:
    made = ended_pair()
    purge_rule(code="peer_support.words", now=NOW + timedelta(days=30) - timedelta(minutes=1))
    assert Message.objects.count() == 1
    purge_rule(code="peer_support.words", now=NOW + timedelta(days=30))
    assert not Message.objects.exists()
    assert Conversation.objects.get(pairing=made).data_key is None


def test_nobody_lengthens_or_shortens_the_30_days_that_were_promised() -> None:
    for days in (29, 31):
        with pytest.raises(RetentionOutOfBoundsError):
            set_retention(
                actor=UserFactory.create(), code="peer_support.words", keep_days=days, now=NOW
            )


def test_what_goes_on_is_kept_however_long() -> None:
    pair()
    ask_support()
    for rule in RULES:
        purge_rule(code=rule.code, now=NOW + timedelta(days=4000))
    assert SupportRequest.objects.count() == 2
    assert Pairing.objects.count() == Conversation.objects.count() == 1
    assert Supporter.objects.count() == 1


def test_an_ended_request_goes_with_its_pair_after_half_a_year() -> None:
    ended_pair()
    purge_rule(code="peer_support.ended_requests", now=NOW + timedelta(days=183))
    assert Pairing.objects.count() == 1
    purge_rule(code="peer_support.ended_requests", now=NOW + timedelta(days=185))
    assert not SupportRequest.objects.exists()
    assert not Pairing.objects.exists()
    assert not Session.objects.exists()
    assert Supporter.objects.get().held == 0


def test_a_withdrawn_request_goes_sooner() -> None:
    person = person_in(TeamFactory())
    request = ask_support(person)
    withdraw_request(person=person, request_id=request.public_id, now=NOW)
    purge_rule(code="peer_support.unanswered_requests", now=NOW + timedelta(days=62))
    assert SupportRequest.objects.exists()
    purge_rule(code="peer_support.unanswered_requests", now=NOW + timedelta(days=64))
    assert not SupportRequest.objects.exists()


def test_notices_go_after_a_week_and_those_of_others_stay() -> None:
    supporter = make_supporter().person
    Notification.objects.all().delete()
    tell(supporter)
    notify(recipient=supporter, kind=WELCOME, subject_key="other")
    Notification.objects.update(due_at=NOW)
    purge_rule(code="peer_support.notices", now=NOW + timedelta(days=7))
    assert Notification.objects.count() == 2
    purge_rule(code="peer_support.notices", now=NOW + timedelta(days=7, minutes=1))
    assert Notification.objects.get().kind == WELCOME
    assert Delivery.objects.filter(notification__kind=NEWS).count() == 0


def test_lists_of_whom_to_avoid_stay_until_their_owner_changes_them() -> None:
    add_bar(
        person=person_in(TeamFactory()),
        other=person_in(TeamFactory()),
        kind=Bar.Kind.EXCLUDED,
        now=NOW,
    )
    for rule in RULES:
        purge_rule(code=rule.code, now=NOW + timedelta(days=4000))
    assert Bar.objects.count() == 1


def test_feedback_goes_by_its_month() -> None:
    for month in (date(2025, 9, 1), date(2026, 11, 1)):
        Feedback.objects.create(month=month, felt_safe=5)
    purge_rule(code="peer_support.feedback", now=NOW)
    assert Feedback.objects.get().month == date(2026, 11, 1)


@pytest.mark.parametrize("state", Concern.State)
def test_concerns_go_long_after_they_were_dealt_with(state: Concern.State) -> None:
    made = pair()
    Concern.objects.create(
        force=ForceFactory(),
        pairing=made,
        raised_by=concern_ref_of(made.supporter.person),
        parties=[concern_ref_of(made.supporter.person)],
        words="Invented",
        state=state,
        raised_on=TODAY,
        closed_on=TODAY if state == Concern.State.CLOSED else None,
    )
    purge_rule(code="peer_support.concerns", now=NOW + timedelta(days=1095))
    assert Concern.objects.count() == 1
    purge_rule(code="peer_support.concerns", now=NOW + timedelta(days=1097))
    assert Concern.objects.exists() == (state == Concern.State.OPEN)


@pytest.mark.parametrize(
    ("state", "goes"),
    [("left", True), ("declined", True), ("deselected", True), ("active", False)],
)
def test_profiles_of_those_who_no_longer_support_go_two_years_after_the_last_entry(
    state: str, goes: bool
) -> None:
    supporter = make_supporter(state=state, applied_on=date(2024, 1, 2))
    supporter.decisions.create(
        kind="taken_on", panel="Three", reason="Listens", decided_on=date(2024, 12, 1)
    )
    purge_rule(code="peer_support.former_supporters", now=NOW)
    assert Supporter.objects.exists()
    purge_rule(code="peer_support.former_supporters", now=NOW + timedelta(days=30))
    assert Supporter.objects.exists() != goes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_record_of_a_night_does_not_say_how_much_went(rule: RetentionRule) -> None:
    ended_pair()
    purge_rule(code=rule.code, now=NOW + timedelta(days=4000))
    assert RetentionRun.objects.get().removed == 0
