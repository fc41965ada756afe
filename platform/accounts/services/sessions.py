"""Ends sessions, so that a person is signed out at their very next request."""

import uuid
from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.events import record_account_event
from accounts.models import User


@transaction.atomic
def end_sessions(person: User, *, ended_by: User | None = None) -> int:
    """End all sessions of the person, known or not, and return how many were on the list.

    The stamp in every session's fingerprint changes, so a session that no list holds ends too.
    """
    person.session_stamp = uuid.uuid4()
    User.objects.filter(pk=person.pk).update(session_stamp=person.session_stamp)
    ended = 0
    for session in UserSession.objects.filter(user_id=person.pk):
        session.end()
        ended += 1
    record_account_event(
        actor=ended_by, person=person, action="sessions_ended", details={"count": ended}
    )
    return ended


@transaction.atomic
def end_sessions_of_many(people: Iterable[User]) -> None:
    """End all sessions of many people at once; the caller records it as one event."""
    keys = [person.pk for person in people]
    # One stamp for all will do: a fingerprint also holds the person's own password.
    User.objects.filter(pk__in=keys).update(session_stamp=uuid.uuid4())
    for session in UserSession.objects.filter(user_id__in=keys):
        session.end()


@transaction.atomic
def end_session(*, session: UserSession, ended_by: User) -> None:
    """End one session."""
    person: User = session.user
    session.end()
    record_account_event(actor=ended_by, person=person, action="session_ended")
