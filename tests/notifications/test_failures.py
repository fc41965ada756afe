"""A mail that cannot be sent is tried again, less and less often, and then shown to an operator."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.conf import LazySettings
from django.core.management import call_command
from django.utils import timezone

from notifications.failures import FinalMailError, PassingMailError, is_final, was_refused
from notifications.models import Delivery, Notification, State
from notifications.notification_kinds import WELCOME
from notifications.retention import purge_read
from notifications.services import notify
from notifications.services.read import mark_as_read
from notifications.services.sweep import give_up_cut_off
from notifications.states import BACK_OFF, MAX_ATTEMPTS
from notifications.tasks import deliver
from tests.factories.accounts import UserFactory
from tests.notifications.smtp_sink import SmtpSink, running_sink

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink(settings: LazySettings) -> Iterator[SmtpSink]:
    """A mail server that the site is set to."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with running_sink() as running:
        settings.EMAIL_PORT = running.port
        yield running


def tell() -> Delivery:
    """Tell somebody something; no worker has it yet."""
    notify(recipient=UserFactory(), kind=WELCOME, subject_key="1")
    return Delivery.objects.get()


def test_a_server_that_is_away_is_tried_again_less_and_less_often(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    delivery = tell()
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in BACK_OFF:
            deliver(delivery.pk)
            delivery.refresh_from_db()
            assert (delivery.state, delivery.failure) == (State.WAITING, "ConnectionRefusedError")
            waits.append(delivery.due_at - timezone.now())
            clock.move_to(delivery.due_at)
        deliver(delivery.pk)
    assert tuple(waits) == BACK_OFF
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.FAILED, MAX_ATTEMPTS)


def test_an_operator_sees_what_was_given_up_and_can_start_it_again(sink: SmtpSink) -> None:
    delivery = tell()
    Delivery.objects.update(state=State.FAILED, attempts=MAX_ATTEMPTS, failure="TimeoutError")
    out = StringIO()
    call_command("failed_mail", stdout=out)
    assert f"{delivery.public_id}" in out.getvalue()
    assert "TimeoutError" in out.getvalue()
    assert delivery.notification.recipient.email not in out.getvalue()
    call_command("failed_mail", "--retry", stdout=out)
    deliver(delivery.pk)
    assert [message["To"] for message in sink.messages] == [delivery.notification.recipient.email]


def test_what_kills_its_worker_every_time_is_given_up() -> None:
    delivery = tell()
    past = timezone.now() - timedelta(minutes=5)
    Delivery.objects.update(
        state=State.SENDING, claim=delivery.public_id, lease_until=past, attempts=MAX_ATTEMPTS
    )
    deliver(delivery.pk)
    give_up_cut_off(now=timezone.now())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.failure) == (State.FAILED, "WorkerDied")


def test_a_row_in_another_workers_hands_is_left_alone(sink: SmtpSink) -> None:
    delivery = tell()
    later = timezone.now() + timedelta(minutes=1)
    Delivery.objects.update(state=State.SENDING, claim=delivery.public_id, lease_until=later)
    deliver(delivery.pk)
    assert sink.messages == []


def test_all_attempts_carry_the_same_message_id(sink: SmtpSink) -> None:
    delivery = tell()
    for _ in range(2):
        Delivery.objects.update(state=State.WAITING, sent_at=None)
        deliver(delivery.pk)
    first, second = sink.messages
    assert first["Message-ID"] == second["Message-ID"] == f"<{delivery.public_id}@127.0.0.1>"


@pytest.mark.parametrize(
    ("error", "final", "refused"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (550, b"")}), True, True),
        (smtplib.SMTPRecipientsRefused({"x": (451, b"")}), False, True),
        (smtplib.SMTPDataError(554, b""), True, True),
        (smtplib.SMTPAuthenticationError(535, b""), False, True),
        (smtplib.SMTPServerDisconnected(), False, False),
        (TimeoutError(), False, False),
        (FinalMailError(), True, True),
        (PassingMailError(), False, True),
    ],
)
def test_each_failure_means_something(error: Exception, final: bool, refused: bool) -> None:
    assert (is_final(error), was_refused(error)) == (final, refused)


def test_read_notifications_go_after_their_time() -> None:
    notification = tell().notification
    now = timezone.now()
    mark_as_read(notification=notification, now=now)
    assert purge_read(now, 10) == 0
    assert purge_read(now + timedelta(seconds=1), 10) == 1
    assert not Notification.objects.exists()
    assert not Delivery.objects.exists()
