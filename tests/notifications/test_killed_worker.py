"""A worker killed in the middle of a delivery and a broker that forgets everything lose nothing."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import redis
from django.utils import timezone

from accounts.models import User
from notifications.models import Delivery, State
from notifications.notification_kinds import WELCOME
from notifications.services import notify
from notifications.services.sweep import sweep_outbox
from tests.factories.accounts import UserFactory
from tests.notifications.smtp_sink import SmtpSink, running_sink
from tests.notifications.workers import PATIENCE, kill_group, running_worker, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 4


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    """A mail server that keeps what it gets."""
    with running_sink() as running:
        yield running


def start_worker(sink: SmtpSink) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """A worker that sends through the sink."""
    return running_worker(
        LODESTAR_MAIL="smtp",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=str(sink.port),
        EMAIL_TIMEOUT="20",
    )


def tell_people() -> None:
    """Tell each of some people one thing."""
    for _ in range(PEOPLE):
        notify(recipient=UserFactory(), kind=WELCOME, subject_key="1")


def let_lease_run_out() -> None:
    """Pass the time that the killed worker's hold would last."""
    past = timezone.now() - timedelta(minutes=1)
    Delivery.objects.filter(state=State.SENDING).update(lease_until=past)


def all_sent() -> bool:
    """Whether every delivery has been made."""
    return not Delivery.objects.exclude(state=State.SENT).exists()


def sweep_as_beat_does() -> None:
    """Queue what is due, a little later than it fell due."""
    sweep_outbox(now=timezone.now() + timedelta(seconds=30))


def kill_and_forget(sink: SmtpSink, broker: redis.Redis) -> None:
    """Kill a worker while the mail server has its message, and empty the broker."""
    with start_worker(sink) as worker:
        tell_people()
        assert sink.reached.wait(PATIENCE)
        kill_group(worker)
    broker.flushdb()
    sink.stall_before.clear()
    sink.stall_after.clear()
    sink.let_go.set()
    states = Counter(Delivery.objects.values_list("state", flat=True))
    assert states == {State.SENDING: 1, State.WAITING: PEOPLE - 1}


def recover(sink: SmtpSink) -> None:
    """Start another worker and let the sweep do its work."""
    let_lease_run_out()
    with start_worker(sink):
        sweep_as_beat_does()
        wait_until(all_sent)


def test_each_notification_is_mailed_once_after_a_kill_and_an_empty_broker(
    sink: SmtpSink, broker: redis.Redis
) -> None:
    sink.stall_before.set()
    kill_and_forget(sink, broker)
    recover(sink)
    addresses = Counter(message["To"] for message in sink.messages)
    assert addresses == dict.fromkeys(User.objects.values_list("email", flat=True), 1)
    assert len({message["Message-ID"] for message in sink.messages}) == PEOPLE


def test_a_kill_between_taking_and_knowing_repeats_the_message_under_its_own_id(
    sink: SmtpSink, broker: redis.Redis
) -> None:
    sink.stall_after.set()
    kill_and_forget(sink, broker)
    recover(sink)
    copies = Counter(message["Message-ID"] for message in sink.messages)
    # A mail store that drops repeated ids shows each message once.
    assert sorted(copies.values()) == [*[1] * (PEOPLE - 1), 2]
