"""What accounts keeps for how long."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, KeptForm
from core.retention import RetentionRule


def _purge(rows: "QuerySet[Model]", limit: int) -> int:
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
    rows.filter(pk__in=keys).delete()
    return len(keys)


def purge_kept_forms(before: datetime, limit: int) -> int:
    """Those whose hour is over."""
    return _purge(KeptForm.objects.filter(expires_at__lt=before), limit)


def purge_invitations(before: datetime, limit: int) -> int:
    """Those that nobody can use any more."""
    return _purge(Invitation.objects.filter(expires_at__lt=before), limit)


def purge_session_list(before: datetime, limit: int) -> int:
    """Where people were signed in: addresses and browsers."""
    return _purge(UserSession.objects.filter(last_seen_at__lt=before), limit)


def purge_sessions(before: datetime, limit: int) -> int:
    """Sessions that nobody can continue."""
    return _purge(Session.objects.filter(expire_date__lt=before), limit)


RULES: tuple[RetentionRule, ...] = (
    RetentionRule(
        "accounts.kept_forms",
        _("Answers kept while a person signs in again: one hour"),
        timedelta(0),  # measured from the end of that hour
        purge_kept_forms,
    ),
    RetentionRule(
        "accounts.invitations",
        _("Invitations: 90 days after they run out"),
        timedelta(days=90),
        purge_invitations,
    ),
    RetentionRule(
        "accounts.session_list",
        _("The list of where a person was signed in: 2 days after last use"),
        timedelta(days=2),
        purge_session_list,
    ),
    RetentionRule(
        "accounts.sessions",
        _("Sessions: until they end"),
        timedelta(0),
        purge_sessions,
    ),
)
