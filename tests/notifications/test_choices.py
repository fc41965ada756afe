"""Mail follows what each person chose, and says nothing about what is private."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import User
from core.notification_kinds import Category
from notifications.models import CategoryChoice, Delivery, Digest, State
from notifications.quiet_hours import LONDON
from notifications.services import notify
from notifications.services.digest import gather_digests
from notifications.services.preferences import Quiet, save_preferences
from notifications.services.read import mark_all_as_read
from notifications.services.sweep import sweep_outbox
from notifications.tasks import deliver, send_digest
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

Choice = CategoryChoice.Choice
TUESDAY = datetime(2026, 6, 9, 12, 0, tzinfo=LONDON)
MONDAY = datetime(2026, 6, 15, 8, 0, tzinfo=LONDON)


def choose(person: User, choice: Choice, quiet: Quiet | None = None) -> None:
    """Make the same choice for every category."""
    save_preferences(person=person, choices=dict.fromkeys(Category, choice), quiet=quiet)


def tell(person: User, kind: str, title: str = "Listening") -> Delivery:
    """Tell the person something, and let a worker have it."""
    notify(recipient=person, kind=kind, subject_key=title, params={"title": title, "name": "Sam"})
    delivery = Delivery.objects.get(notification__recipient=person, notification__kind=kind)
    deliver(delivery.pk)
    delivery.refresh_from_db()
    return delivery


def test_mail_about_what_is_private_has_no_content() -> None:
    tell(UserFactory(), "test.private")
    (message,) = mail.outbox
    assert message.subject == "You have a new notification"
    assert "There is something for you to read." in message.body
    for word in ("Sam", "request", "answered", "Peer", "peer"):
        assert word not in message.subject + str(message.body)


def test_other_mail_says_what_it_is_about_and_only_in_its_body() -> None:
    tell(UserFactory(), "test.weekly")
    (message,) = mail.outbox
    assert message.subject == "You have a new notification"
    assert "The module “Listening” is there for you." in message.body
    assert "/notifications/preferences/" in message.body


def test_only_in_the_site_means_no_mail() -> None:
    person = UserFactory()
    choose(person, Choice.IN_APP)
    assert tell(person, "test.weekly").state == State.SKIPPED
    assert mail.outbox == []


def test_what_is_required_is_mailed_whatever_was_chosen() -> None:
    person = UserFactory()
    choose(person, Choice.IN_APP)
    assert tell(person, "test.required").state == State.SENT
    choose(person, Choice.WEEKLY)
    notify(recipient=person, kind="test.required", subject_key="2", params={"title": "Again"})
    deliver(Delivery.objects.get(notification__subject_key="2").pk)
    assert len(mail.outbox) == 2


def test_what_was_read_in_the_site_first_is_not_mailed() -> None:
    person = UserFactory()
    notify(recipient=person, kind="test.weekly", subject_key="1", params={"title": "x"})
    mark_all_as_read(user=person, now=timezone.now())
    deliver(Delivery.objects.get().pk)
    assert (Delivery.objects.get().state, mail.outbox) == (State.SKIPPED, [])


def test_nobody_who_has_left_is_mailed() -> None:
    assert tell(UserFactory(left=True), "test.required").state == State.SKIPPED
    assert mail.outbox == []


def test_quiet_hours_put_off_even_what_is_required() -> None:
    person = UserFactory()
    choose(person, Choice.NOW, Quiet(starts=time(20, 0), ends=time(7, 0)))
    with time_machine.travel(datetime(2026, 6, 9, 21, 0, tzinfo=LONDON), tick=False):
        delivery = tell(person, "test.required")
    assert (delivery.state, mail.outbox) == (State.WAITING, [])
    assert delivery.due_at == datetime(2026, 6, 10, 7, 0, tzinfo=LONDON)
    assert delivery.attempts == 0
    with time_machine.travel(delivery.due_at, tick=False):
        deliver(delivery.pk)
    assert len(mail.outbox) == 1


def test_a_week_is_one_mail_however_often_everything_runs() -> None:
    person = UserFactory()
    choose(person, Choice.WEEKLY)
    with time_machine.travel(TUESDAY, tick=False):
        states = {tell(person, "test.weekly", title).state for title in ("One",)}
        notify(recipient=person, kind="test.weekly", subject_key="2", params={"title": "Two"})
        deliver(Delivery.objects.get(notification__subject_key="2").pk)
        assert states == {State.HELD}
        assert gather_digests(now=timezone.now()) == 0
    with time_machine.travel(MONDAY - timedelta(seconds=1), tick=False):
        assert gather_digests(now=timezone.now()) == 0
    with time_machine.travel(MONDAY, tick=False):
        assert [gather_digests(now=timezone.now()) for _ in range(3)] == [1, 0, 0]
        for _ in range(3):
            send_digest(Digest.objects.get().pk)
    (message,) = mail.outbox
    assert message.subject == "Your week on Lodestar"
    assert "One" in message.body
    assert "Two" in message.body
    with time_machine.travel(MONDAY + timedelta(days=7), tick=False):
        assert gather_digests(now=timezone.now()) == 0


def test_a_beat_that_was_down_on_monday_makes_the_digest_later() -> None:
    person = UserFactory()
    choose(person, Choice.WEEKLY)
    with time_machine.travel(TUESDAY, tick=False):
        tell(person, "test.weekly")
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        assert gather_digests(now=timezone.now()) == 1
    assert Digest.objects.get().week_of == MONDAY.date()


def test_a_week_in_which_all_was_read_has_no_mail() -> None:
    person = UserFactory()
    choose(person, Choice.WEEKLY)
    with time_machine.travel(TUESDAY, tick=False):
        tell(person, "test.weekly")
        mark_all_as_read(user=person, now=timezone.now())
    with time_machine.travel(MONDAY, tick=False):
        gather_digests(now=timezone.now())
        send_digest(Digest.objects.get().pk)
    assert (Digest.objects.get().state, mail.outbox) == (State.SKIPPED, [])


def test_the_sweep_queues_what_is_due_and_only_that() -> None:
    now = timezone.now()
    people = [UserFactory() for _ in range(3)]
    for person in people:
        notify(recipient=person, kind="test.weekly", subject_key="1", params={"title": "x"})
    sent, later, due = Delivery.objects.order_by("pk")
    deliver(sent.pk)
    Delivery.objects.filter(pk=later.pk).update(due_at=now + timedelta(hours=1))
    Delivery.objects.filter(pk=due.pk).update(due_at=now - timedelta(hours=1))
    assert sweep_outbox(now=now) == 1
