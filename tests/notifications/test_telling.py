"""Telling somebody something puts it in their list once, and mails them once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from notifications.exceptions import UnusableNotificationError
from notifications.models import Delivery, Notification, State
from notifications.notification_kinds import WELCOME
from notifications.selectors import unread_count
from notifications.services import notify
from notifications.tasks import deliver
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_telling_twice_is_telling_once() -> None:
    person = UserFactory()
    for _ in range(2):
        notify(recipient=person, kind=WELCOME, subject_key="1", url="/notifications/preferences/")
    assert Notification.objects.filter(recipient=person).count() == 1
    assert Delivery.objects.count() == 1
    assert unread_count(person) == 1


def test_a_delivery_that_the_broker_gives_out_twice_is_mailed_once() -> None:
    person = UserFactory()
    notify(recipient=person, kind=WELCOME, subject_key="1")
    delivery = Delivery.objects.get()
    for _ in range(3):
        deliver(delivery.pk)
    assert [message.to for message in mail.outbox] == [[person.email]]
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.claim) == (State.SENT, 1, None)


def test_what_is_due_later_is_neither_listed_nor_mailed_before() -> None:
    person = UserFactory()
    later = timezone.now() + timedelta(days=1)
    notify(recipient=person, kind=WELCOME, subject_key="1", due_at=later)
    deliver(Delivery.objects.get().pk)
    assert mail.outbox == []
    assert unread_count(person) == 0


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example", "/\\else"])
def test_a_notification_never_leads_to_another_site(url: str) -> None:
    with pytest.raises(UnusableNotificationError):
        notify(recipient=UserFactory(), kind=WELCOME, subject_key="1", url=url)
    assert not Notification.objects.exists()


def test_a_kind_that_nobody_declared_is_refused() -> None:
    with pytest.raises(UnusableNotificationError):
        notify(recipient=UserFactory(), kind="nobody.knows", subject_key="1")
    assert not Notification.objects.exists()


def test_nothing_is_queued_for_a_transaction_that_fails(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        notify(recipient=UserFactory(), kind=WELCOME, subject_key="1")
        assert callbacks == []
    assert len(callbacks) == 1
