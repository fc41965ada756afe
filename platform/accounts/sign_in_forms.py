"""allauth's forms in this site's words; what they do stays allauth's."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, "StrOrPromise"]


class InOurWords(BaseForm):
    """Gives fields our labels and hints, and takes away text that vanishes while one types."""

    labels: ClassVar[Words] = {}
    hints: ClassVar[Words] = {}

    # A form takes what its parent takes.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)
            field.widget.attrs.pop("placeholder", None)


NEW_PASSWORD = {"password1": _("New password"), "password2": _("New password again")}
NEWEST_CODE = {"code": _("Code")}


class SignInForm(InOurWords, account_forms.LoginForm):
    labels = {"login": _("Email address")}


class ResetPasswordForm(InOurWords, account_forms.ResetPasswordForm):
    labels = {"email": _("Email address")}


class NewPasswordForm(InOurWords, account_forms.ResetPasswordKeyForm):
    labels = NEW_PASSWORD


class SetPasswordForm(InOurWords, account_forms.SetPasswordForm):
    labels = NEW_PASSWORD


class ChangePasswordForm(InOurWords, account_forms.ChangePasswordForm):
    labels = {"oldpassword": _("Current password"), **NEW_PASSWORD}


class PasswordAgainForm(InOurWords, account_forms.ReauthenticateForm):
    labels = {"password": _("Password")}


class CodeForm(InOurWords, mfa_forms.AuthenticateForm):
    labels = NEWEST_CODE


class CodeAgainForm(InOurWords, mfa_forms.ReauthenticateForm):
    labels = NEWEST_CODE


class SetUpAppForm(InOurWords, totp_forms.ActivateTOTPForm):
    labels = {"code": _("Code that the app shows")}


class AddPasskeyForm(InOurWords, webauthn_forms.AddWebAuthnForm):
    labels = {"name": _("Name"), "passwordless": _("Sign in with this passkey alone")}
    hints = {"passwordless": _("You then need neither password nor code on this device.")}
