"""What can be done to accounts, for this package and those above it."""

from accounts.services.invitations import (
    accept_invitation,
    find_usable_invitation,
    invite_again,
    invite_people,
    invite_person,
    queue_due_invitations,
    send_invitation,
)
from accounts.services.second_factor import reset_second_factor
from accounts.services.sessions import end_session, end_sessions, end_sessions_of_many

__all__ = [
    "accept_invitation",
    "end_session",
    "end_sessions",
    "end_sessions_of_many",
    "find_usable_invitation",
    "invite_again",
    "invite_people",
    "invite_person",
    "queue_due_invitations",
    "reset_second_factor",
    "send_invitation",
]
