"""Mail through GOV.UK Notify, by its own client, to a server on loopback that speaks its API."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.utils import timezone

from notifications.models import Delivery, State
from notifications.notification_kinds import WELCOME
from notifications.services import notify
from notifications.tasks import deliver
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

KEY = "tests-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"


class NotifyServer(ThreadingHTTPServer):
    """Takes mail until it is told to answer with something else."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[dict[str, Any]] = []  # JSON as it came
        self.status = 201
        self.takes_before_failing = False


class Conversation(BaseHTTPRequestHandler):
    """The two calls that we make."""

    server: NotifyServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v2/notifications/email"
        assert self.headers["Authorization"].startswith("Bearer ")
        if self.server.status == 201 or self.server.takes_before_failing:
            self.server.taken.append(body)
        self.answer(self.server.status, {"id": "1"})

    def do_GET(self) -> None:
        (reference,) = parse_qs(urlsplit(self.path).query)["reference"]
        known = [mail for mail in self.server.taken if mail["reference"] == reference]
        self.answer(200, {"notifications": known, "links": {}})

    def answer(self, status: int, body: dict[str, object]) -> None:
        """Answer in JSON."""
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    # The standard library's own parameters.
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def server(settings: LazySettings) -> Iterator[NotifyServer]:
    """A Notify of our own, to which the site is set."""
    with NotifyServer() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "notifications.backends.GovUkNotifyBackend"
        settings.GOVUK_NOTIFY_API_KEY = KEY
        settings.GOVUK_NOTIFY_TEMPLATE_ID = "a-template"
        settings.GOVUK_NOTIFY_URL = f"http://127.0.0.1:{running.server_address[1]}"
        yield running
        running.shutdown()


def tell_and_deliver() -> Delivery:
    """Tell somebody something, and let a worker have it."""
    notify(recipient=UserFactory(), kind=WELCOME, subject_key="1")
    delivery = Delivery.objects.get()
    deliver(delivery.pk)
    delivery.refresh_from_db()
    return delivery


def try_again(delivery: Delivery) -> Delivery:
    """Let a worker have it once more, as after the wait."""
    Delivery.objects.update(due_at=timezone.now())
    deliver(delivery.pk)
    delivery.refresh_from_db()
    return delivery


def test_subject_and_body_go_into_our_template(server: NotifyServer) -> None:
    delivery = tell_and_deliver()
    assert delivery.state == State.SENT
    (mail,) = server.taken
    assert mail["email_address"] == delivery.notification.recipient.email
    assert mail["template_id"] == "a-template"
    assert mail["reference"] == f"<{delivery.public_id}@127.0.0.1>"
    assert mail["personalisation"]["subject"] == "You have a new notification"
    assert "You can choose what we email you about" in mail["personalisation"]["body"]


@pytest.mark.parametrize(
    ("status", "state", "failure"),
    [
        (400, State.FAILED, "FinalMailError"),
        (403, State.WAITING, "PassingMailError"),
        (429, State.WAITING, "PassingMailError"),
        (500, State.WAITING, "UnansweredMailError"),
    ],
)
def test_an_answer_decides_whether_it_is_tried_again(
    server: NotifyServer, status: int, state: State, failure: str
) -> None:
    server.status = status
    delivery = tell_and_deliver()
    assert (delivery.state, delivery.failure) == (state, failure)
    assert server.taken == []


def test_what_notify_took_before_it_broke_is_not_sent_again(server: NotifyServer) -> None:
    server.status = 500
    server.takes_before_failing = True
    delivery = tell_and_deliver()
    assert delivery.state == State.WAITING
    server.status = 201
    delivery = try_again(delivery)
    assert delivery.state == State.SENT
    assert len(server.taken) == 1


def test_what_notify_did_not_take_is_sent_again(server: NotifyServer) -> None:
    server.status = 500
    delivery = tell_and_deliver()
    server.status = 201
    delivery = try_again(delivery)
    assert delivery.state == State.SENT
    assert len(server.taken) == 1
