"""Records what allauth tells: its signals are the only word we get of a sign-in."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth_signals
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.events import record_account_event
from accounts.models import User
from accounts.second_factor import FACTORS, mark_proved

# The rest of what a signal carries is of no use here and of any type.


@receiver(account_signals.user_logged_in)
def record_sign_in(request: HttpRequest, user: User, **rest: Any) -> None:
    record_account_event(actor=user, person=user, action="signed_in")


@receiver(auth_signals.user_logged_out)
def record_sign_out(request: HttpRequest, user: User | None, **rest: Any) -> None:
    # A session that ran out is recorded as that, by the one who ended it.
    if user is not None and not hasattr(request, "expired_person"):
        record_account_event(actor=user, person=user, action="signed_out")


@receiver(account_signals.password_changed)
def record_password_change(request: HttpRequest, user: User, **rest: Any) -> None:
    record_account_event(actor=user, person=user, action="password_changed")


@receiver(account_signals.password_reset)
def record_password_reset(request: HttpRequest, user: User, **rest: Any) -> None:
    record_account_event(actor=user, person=user, action="password_reset")


@receiver(mfa_signals.authenticator_added)
def record_factor_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **rest: Any
) -> None:
    if authenticator.type not in FACTORS:
        _record_factor(user, authenticator, "recovery_codes_made")
        return
    # Setting it up proved it: the person is not asked for it a second time.
    mark_proved(request, user)
    _record_factor(user, authenticator, "second_factor_added")


@receiver(mfa_signals.authenticator_removed)
def record_factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **rest: Any
) -> None:
    _record_factor(user, authenticator, "second_factor_removed")


@receiver(mfa_signals.authenticator_reset)
def record_codes_renewed(
    request: HttpRequest, user: User, authenticator: Authenticator, **rest: Any
) -> None:
    _record_factor(user, authenticator, "recovery_codes_renewed")


@receiver(mfa_signals.authenticator_used)
def note_factor_used(
    request: HttpRequest, user: User, authenticator: Authenticator, **rest: Any
) -> None:
    mark_proved(request, user)
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _record_factor(user, authenticator, "recovery_code_used")


def _record_factor(user: User, authenticator: Authenticator, action: str) -> None:
    details = {"kind": str(authenticator.type)}
    record_account_event(actor=user, person=user, action=action, details=details)
