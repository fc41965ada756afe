"""Where allauth asks us: nobody signs up, secrets are sealed, messages are plain."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.second_factor import FACTORS, role_asks_for_it
from core.crypto import open_sealed, seal

SECRET_CONTEXT = "accounts.authenticator"  # noqa: S105 -- says what is sealed, and is no secret


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, passwords and addresses."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        # The same words whether the address is unknown or the password wrong.
        "email_password_mismatch": _("The email address or the password is not right"),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes, or reset your password"
        ),
        "incorrect_password": _("The password is not right"),
        "enter_current_password": _("Enter your current password"),
        "incorrect_code": _("The code is not right. Enter the newest code from your app"),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by invitation only."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses on the host that the person is on."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    # allauth passes what it likes besides the name of its app.
    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not when the person signed in or proved themselves within the last few minutes."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - latest >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def format_email_subject(self, subject: str) -> str:
        """No prefix: subjects are written to say little."""
        return str(subject)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Your role needs a second factor. Set up another one before you remove this one."
        ),
        "incorrect_code": _("The code is not right. Enter the newest code from your app"),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return seal(text, context=SECRET_CONTEXT)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what encrypt sealed."""
        return open_sealed(encrypted_text, context=SECRET_CONTEXT)

    def get_totp_issuer(self) -> str:
        """What the authenticator app shows."""
        return str(settings.SERVICE_NAME)

    def _get_site_name(self) -> str:
        """What the browser shows when it asks for a passkey."""
        return str(settings.SERVICE_NAME)

    def generate_authenticator_name(
        self,
        user: User,
        type: Authenticator.Type,  # noqa: A002 -- allauth passes it by this name
    ) -> str:
        """What a new passkey is called until its owner gives it another name."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """A person whose role needs a second factor keeps at least one."""
        person: User = authenticator.user
        if not settings.SECOND_FACTOR_REQUIRED or not role_asks_for_it(person):
            return True
        others = Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())
