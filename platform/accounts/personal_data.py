"""What accounts holds about a person, allauth's tables included, and what erasure does to it."""

import uuid

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, KeptForm, User
from accounts.services import end_sessions
from core.personal_data import PersonalData, Row


def export_account(person: User) -> list[Row]:
    """The account itself; the password's fingerprint is of no use to its owner."""
    return [
        {
            "email": person.email,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "opened": person.date_joined.isoformat(),
            "last_signed_in": person.last_login.isoformat() if person.last_login else None,
            "active": person.is_active,
        }
    ]


def erase_account(person: User) -> int:
    """Leave a row without a name, because completions and the audit log point at it."""
    end_sessions(person)
    person.first_name, person.last_name = "Former", "colleague"
    person.email = f"erased-{uuid.uuid4()}@invalid"
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()
    return 1


def export_addresses(person: User) -> list[Row]:
    """Every address of the account."""
    return [
        {"email": row.email, "verified": row.verified, "primary": row.primary}
        for row in EmailAddress.objects.filter(user_id=person.pk)
    ]


def export_confirmations(person: User) -> list[Row]:
    """When addresses were to be confirmed; the keys stay out."""
    rows = EmailConfirmation.objects.filter(email_address__user_id=person.pk)
    return [
        {"created": row.created.isoformat(), "sent": row.sent.isoformat() if row.sent else None}
        for row in rows
    ]


def export_authenticators(person: User) -> list[Row]:
    """Which second factors are set up; their secrets stay out."""
    return [
        {
            "kind": row.get_type_display(),
            "set_up": row.created_at.isoformat(),
            "last_used": row.last_used_at.isoformat() if row.last_used_at else None,
        }
        for row in Authenticator.objects.filter(user_id=person.pk)
    ]


def export_sessions(person: User) -> list[Row]:
    """Where the person is signed in."""
    return [
        {
            "network_address": row.ip,
            "browser": row.user_agent,
            "started": row.created_at.isoformat(),
            "last_used": row.last_seen_at.isoformat(),
        }
        for row in UserSession.objects.filter(user_id=person.pk)
    ]


def export_session_data(person: User) -> list[Row]:
    """How long the person stays signed in; what a session carries is of the moment."""
    keys = UserSession.objects.filter(user_id=person.pk).values("session_key")
    ends = Session.objects.filter(session_key__in=keys).values_list("expire_date", flat=True)
    return [{"ends": moment.isoformat()} for moment in ends.order_by("expire_date")]


def erase_session_data(person: User) -> int:
    """Sign the person out everywhere."""
    end_sessions(person)
    return 0


def export_invitations(person: User) -> list[Row]:
    """The invitations that the person got, not those that they sent: those are about others."""
    return [
        {
            "state": str(row.get_state_display()),
            "created": row.created_at.isoformat(),
            "sent": row.sent_at.isoformat() if row.sent_at else None,
            "accepted": row.accepted_at.isoformat() if row.accepted_at else None,
        }
        for row in Invitation.objects.filter(person=person)
    ]


def erase_invitations(person: User) -> int:
    """Those that the person got go; those that they sent no longer name them."""
    sent = Invitation.objects.filter(created_by=person).update(created_by=None)
    return sent + _delete(Invitation.objects.filter(person=person))


def export_kept_forms(person: User) -> list[Row]:
    """That something is kept and until when; the person opens it on their account page."""
    rows = KeptForm.objects.filter(person=person)
    return [{"kept_until": row.expires_at.isoformat()} for row in rows]


def _delete(rows: "QuerySet[Model]") -> int:
    deleted, _by_model = rows.delete()
    return deleted


DECLARATIONS: tuple[PersonalData, ...] = (
    PersonalData(Session, _("Being signed in"), (), export_session_data, erase_session_data),
    PersonalData(
        EmailConfirmation,
        _("Confirmations of email addresses"),
        ("email_address",),
        export_confirmations,
        lambda person: _delete(EmailConfirmation.objects.filter(email_address__user_id=person.pk)),
    ),
    PersonalData(
        EmailAddress,
        _("Email addresses"),
        ("user",),
        export_addresses,
        lambda person: _delete(EmailAddress.objects.filter(user_id=person.pk)),
    ),
    PersonalData(
        Authenticator,
        _("Second factors"),
        ("user",),
        export_authenticators,
        lambda person: _delete(Authenticator.objects.filter(user_id=person.pk)),
    ),
    PersonalData(
        UserSession,
        _("Sessions"),
        ("user",),
        export_sessions,
        lambda person: _delete(UserSession.objects.filter(user_id=person.pk)),
    ),
    PersonalData(
        Invitation,
        _("Invitations"),
        ("person", "created_by"),
        export_invitations,
        erase_invitations,
    ),
    PersonalData(
        KeptForm,
        _("Answers kept while you signed in again"),
        ("person",),
        export_kept_forms,
        lambda person: _delete(KeptForm.objects.filter(person=person)),
    ),
    PersonalData(User, _("Account"), (), export_account, erase_account),
)
