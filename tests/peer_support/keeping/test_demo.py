"""The demo of peer support: every state can be looked at, and each account finds its own."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from audit.models import AuditEvent
from notifications.models import Notification
from organisation.models import Membership
from peer_support.demo import seed
from peer_support.demo_content import RARE_TOPIC, SUPPORTER, SUPPORTERS_TOPICS
from peer_support.models import (
    BreakGlass,
    Concern,
    Feedback,
    Message,
    Offer,
    Pairing,
    Session,
    Supporter,
    SupporterDecision,
    SupportRequest,
)
from peer_support.selectors.force_page import supporters_as_group

pytestmark = pytest.mark.usefixtures("seeded_database")
State = SupportRequest.State


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def browser(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@demo.example"))
    return client


def page(client: Client, name: str) -> str:
    answer = client.get(reverse(f"peer_support:{name}"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_sixty_supporters_of_ten_forces_were_taken_on_by_decision_and_training() -> None:
    serving = Supporter.objects.filter(state__in=("active", "paused"))
    assert serving.filter(state="active").count() >= 60
    forces = Membership.objects.current(timezone.localdate()).filter(
        person__in=serving.values("person")
    )
    assert forces.values("force").distinct().count() == 10
    taken_on = SupporterDecision.objects.filter(kind="taken_on").values("supporter")
    assert not serving.exclude(pk__in=taken_on).exists()
    assert not serving.filter(records__isnull=True).exists()
    assert Supporter.objects.filter(state="applied").count() == 10


def test_forty_people_asked_and_every_state_is_there() -> None:
    assert SupportRequest.objects.count() == 40
    states = Counter(SupportRequest.objects.values_list("state", flat=True))
    assert set(states) == set(State.values)
    offers = Counter(Offer.objects.values_list("state", flat=True))
    assert set(offers) == set(Offer.State.values)
    assert offers["expired"] >= 3


def test_every_place_is_counted_and_nothing_lies_in_the_future() -> None:
    for supporter in Supporter.objects.all():
        assert supporter.held == supporter.places.count() <= supporter.capacity
    now = timezone.now()
    assert not Message.objects.filter(sent_at__gt=now).exists()
    assert not Offer.objects.filter(answered_at__gt=now).exists()
    assert not Pairing.objects.filter(started_at__gt=now).exists()


def test_pairs_have_written_met_looked_back_and_answered() -> None:
    assert Message.objects.count() >= 40
    assert Session.objects.count() >= 12
    assert Pairing.objects.filter(reviews_done__gte=1, state="active").exists()
    assert Feedback.objects.count() >= 4


def test_nobody_free_is_trained_in_one_topic_and_the_coordinator_is_told_why() -> None:
    waiting = SupportRequest.objects.filter(required_topics=[RARE_TOPIC], state="waiting")
    assert waiting.count() == 4
    assert not waiting.filter(coordinator_asked_at=None).exists()
    html = page(browser("coordinator"), "coordination")
    assert str(RARE_TOPIC.label) in html
    for request in waiting:
        person = User.objects.get(pk=int(request.requester))
        assert person.get_full_name() not in html
        assert person.email not in html


def test_the_officer_is_free_to_ask_and_sees_five_cards() -> None:
    client = browser("officer")
    ask = {
        "limits_version": "1",
        "accept": "on",
        "urgency": "routine",
        "mode": "remote",
        "language": "en",
        "topics": ["workload"],
        "any_time": "on",
    }
    html = client.post(reverse("peer_support:ask"), ask, follow=True).content.decode()
    assert html.count("/request/choose/") == 5


def test_the_second_officer_and_the_supporter_find_their_conversation() -> None:
    supporter = Supporter.objects.get(person__email=SUPPORTER)
    assert set(supporter.topics) == set(SUPPORTERS_TOPICS)
    pairing = Pairing.objects.active().get(supporter=supporter)
    assert Offer.objects.live().filter(supporter=supporter).count() == 1
    for name in ("officer2", "supporter"):
        address = reverse("peer_support:talk", args=[pairing.public_id])
        html = browser(name).get(address).content.decode()
        assert "a walk will do me good" in html
    assert browser("officer").get(address).status_code == 404


def test_one_concern_is_open_and_one_conversation_was_opened_and_is_over() -> None:
    assert Concern.objects.open().count() == 1
    assert [opening.state for opening in BreakGlass.objects.all()] == [BreakGlass.State.OVER]
    assert BreakGlass.objects.get().told_at is not None
    opened = Concern.objects.open().get()
    assert str(opened.public_id) in page(browser("safeguarding"), "safeguarding")


def test_the_main_forces_page_counts_its_supporters_in_fives() -> None:
    officer = User.objects.get(email="officer@demo.example")
    group = supporters_as_group(officer.memberships.get().force_id, timezone.localdate())
    assert group is not None
    assert group.about == 15
    assert "About 15 colleagues" in page(browser("officer"), "force_page")


def test_seeding_again_changes_nothing() -> None:
    def counts() -> list[int]:
        tables = (User, Supporter, SupportRequest, Message, AuditEvent, Notification)
        return [table.objects.count() for table in tables]

    before = counts()
    seed(lambda line: None)
    assert counts() == before
