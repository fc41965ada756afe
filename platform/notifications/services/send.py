"""Gives one claimed message to the mail backend, as close to exactly once as mail allows.

The row says "handed over" before the server gets the message and "sent" after it has it.
A worker that dies between the two leaves a message that may have arrived. A backend that can be
asked (GOV.UK Notify) is asked; SMTP cannot be, so the message goes again under the
same Message-ID, by which mail stores drop the second copy.
"""

from typing import Protocol, TypeVar, runtime_checkable

from django.core.mail import EmailMessage, get_connection

from notifications.failures import MAIL_FAILURES
from notifications.models import Outgoing
from notifications.services.outbox import Claim, hand_over, settle_failed, settle_sent

Row = TypeVar("Row", bound=Outgoing)


@runtime_checkable
class RemembersMessages(Protocol):
    """A mail backend that can say whether it already took a message."""

    def has_taken(self, message_id: str) -> bool: ...


def send_claimed(claim: Claim[Row], message: EmailMessage) -> bool:
    """Send the message and settle its row; True if the mail service has it."""
    try:
        sent = hand_to_backend(claim, message)
    except MAIL_FAILURES as error:
        settle_failed(claim, error)
        return False
    return sent and settle_sent(claim)


def hand_to_backend(claim: Claim[Row], message: EmailMessage) -> bool:
    """Return whether the mail service has the message; False if the claim was lost."""
    connection = get_connection()
    connection.open()
    try:
        if claim.may_be_sent and was_taken(connection, message):
            return True
        if not hand_over(claim):
            return False
        connection.send_messages([message])
        return True
    finally:
        connection.close()


def was_taken(connection: object, message: EmailMessage) -> bool:
    """Ask a backend that can be asked whether it already has the message."""
    if not isinstance(connection, RemembersMessages):
        return False
    return connection.has_taken(message.extra_headers["Message-ID"])
