"""Sends Django's emails through GOV.UK Notify, whose template holds only a subject and a body."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from notifications.failures import FinalMailError, PassingMailError, UnansweredMailError

BAD_REQUEST = 400
SERVER_ERRORS = 500


class GovUkNotifyBackend(BaseEmailBackend):
    """Named by EMAIL_BACKEND; the template is written ((subject)) and ((body)).

    The Message-ID goes along as Notify's reference, so that Notify can be asked about it.
    """

    # Django passes user name, password and the like to every backend; Notify needs none of them.
    def __init__(self, fail_silently: bool = False, **_: object) -> None:
        super().__init__(fail_silently=fail_silently)
        # Notify's client is not typed.
        self.client: Any = NotificationsAPIClient(  # type: ignore[no-untyped-call]
            settings.GOVUK_NOTIFY_API_KEY,
            base_url=settings.GOVUK_NOTIFY_URL,
            timeout=settings.EMAIL_TIMEOUT,
        )

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Hand the messages over and return how many Notify took."""
        return sum(self.send(message) for message in email_messages)

    def send(self, message: EmailMessage) -> bool:
        """Hand one message over, a call for each recipient; raise what failures.py knows."""
        try:
            for address in message.recipients():
                self.client.send_email_notification(
                    email_address=address,
                    template_id=settings.GOVUK_NOTIFY_TEMPLATE_ID,
                    personalisation={"subject": message.subject, "body": message.body},
                    reference=message.extra_headers.get("Message-ID"),
                )
        except APIError as error:
            if self.fail_silently:
                return False
            raise meaning_of(error) from error
        return True

    def has_taken(self, message_id: str) -> bool:
        """Ask Notify whether it has a message under this reference."""
        try:
            answer = self.client.get_all_notifications(reference=message_id)
        except APIError as error:
            raise meaning_of(error) from error
        return bool(answer["notifications"])


def meaning_of(error: APIError) -> Exception:
    """Return what an answer of Notify means for trying again.

    The error's own text may name the recipient, so it is left behind with it.
    """
    if error.response is None or error.status_code >= SERVER_ERRORS:
        return UnansweredMailError()
    return FinalMailError() if error.status_code == BAD_REQUEST else PassingMailError()
