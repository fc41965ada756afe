"""Reads of accounts for pages."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Invitation, KeptForm, User
from accounts.second_factor import factors_of
from accounts.user_agents import describe


@dataclass(frozen=True)
class OpenSession:
    """One place where the person is signed in."""

    id: int
    device: str
    ip: str
    started_at: datetime
    seen_at: datetime
    is_current: bool


def open_sessions_of(person: User, *, current_key: str | None) -> list[OpenSession]:
    """Where the person is signed in, newest first; rows of sessions that ended are cleared."""
    rows = UserSession.objects.purge_and_list(person)
    return sorted(
        (_open_session(row, current_key) for row in rows),
        key=lambda row: row.started_at,
        reverse=True,
    )


def _open_session(row: UserSession, current_key: str | None) -> OpenSession:
    return OpenSession(
        id=row.pk,
        device=describe(row.user_agent),
        ip=row.ip,
        started_at=row.created_at,
        seen_at=row.last_seen_at,
        is_current=row.session_key == current_key,
    )


def kept_forms_of(person: User) -> QuerySet[KeptForm]:
    """What can still be sent again."""
    kept: QuerySet[KeptForm] = KeptForm.objects.filter(
        person=person, expires_at__gt=timezone.now()
    ).order_by("-expires_at")
    return kept


def has_second_factor(person: User) -> bool:
    """Whether the person has set up an authenticator app or a passkey."""
    return bool(factors_of(person))


def latest_invitation(person: User) -> Invitation | None:
    """The invitation that was made for the person last."""
    latest: Invitation | None = person.invitations.order_by("-created_at").first()
    return latest
