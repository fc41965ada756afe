"""Tells a person that something was written to them, unless they are reading already.

The notice waits for two minutes: whoever has the conversation open has read the message by then,
and gets no mail for each line. At most one notice is unread at a time.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from django.urls import reverse

from accounts.models import User
from notifications.services import notify, supersede, withdraw_undue
from peer_support.notification_kinds import NEWS
from peer_support.selectors.conversation import unread_by_pairing

WAIT = timedelta(minutes=2)


def tell_of_message(person: User, *, now: datetime) -> None:
    """Tell the person soon; call it while the person is locked, so that two senders tell once."""
    if supersede(recipient=person, kind=NEWS, now=now):
        notify(
            recipient=person,
            kind=NEWS,
            # A key that could be found elsewhere would link two people.
            subject_key=uuid4().hex,
            url=reverse("peer_support:home"),
            due_at=now + WAIT,
        )


def spare_who_has_read(person: User, *, now: datetime) -> None:
    """Take the notice back before it is due, if nothing is left that the person has not seen."""
    if not unread_by_pairing(person):
        withdraw_undue(recipient=person, kind=NEWS, now=now)
